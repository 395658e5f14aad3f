package io.sweep4j.data;

import static io.sweep4j.data.IdxFile.Kind.IMAGES;
import static io.sweep4j.data.IdxFile.Kind.LABELS;
import static io.sweep4j.data.PublishedFile.Checksum.MD5_OF_GZ;
import static io.sweep4j.data.PublishedFile.Checksum.SHA256_OF_CONTENT;

import io.sweep4j.sweep.DatasetKind;
import java.net.URI;
import java.util.List;

/**
 * A dataset in MNIST's shape that everybody has the same copy of: four gzipped IDX files on public mirrors.
 *
 * @param mirrors folders on the web, with a slash at the end, tried in this order
 */
record PublishedDataset(
        DatasetKind kind,
        String description,
        List<URI> mirrors,
        PublishedFile trainImages,
        PublishedFile trainLabels,
        PublishedFile testImages,
        PublishedFile testLabels) {

    static final PublishedDataset MNIST = new PublishedDataset(
            DatasetKind.MNIST,
            "28×28 handwritten digits, 60000 to train on and 10000 to test, 10 classes",
            List.of(
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
            new PublishedFile(
                    "train-images-idx3-ubyte.gz",
                    IMAGES,
                    60_000,
                    SHA256_OF_CONTENT,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new PublishedFile(
                    "train-labels-idx1-ubyte.gz",
                    LABELS,
                    60_000,
                    SHA256_OF_CONTENT,
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            new PublishedFile(
                    "t10k-images-idx3-ubyte.gz",
                    IMAGES,
                    10_000,
                    SHA256_OF_CONTENT,
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            new PublishedFile(
                    "t10k-labels-idx1-ubyte.gz",
                    LABELS,
                    10_000,
                    SHA256_OF_CONTENT,
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    static final PublishedDataset FASHION_MNIST = new PublishedDataset(
            DatasetKind.FASHION_MNIST,
            "28×28 articles of clothing, 60000 to train on and 10000 to test, 10 classes",
            List.of(URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")),
            new PublishedFile(
                    "train-images-idx3-ubyte.gz", IMAGES, 60_000, MD5_OF_GZ, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
            new PublishedFile(
                    "train-labels-idx1-ubyte.gz", LABELS, 60_000, MD5_OF_GZ, "25c81989df183df01b3e8a0aad5dffbe"),
            new PublishedFile(
                    "t10k-images-idx3-ubyte.gz", IMAGES, 10_000, MD5_OF_GZ, "bef4ecab320f06d8554ea6380940ec79"),
            new PublishedFile(
                    "t10k-labels-idx1-ubyte.gz", LABELS, 10_000, MD5_OF_GZ, "bb300cfdad3c16e7a12a480ee83cd310"));

    PublishedDataset {
        mirrors = List.copyOf(mirrors);
    }

    List<PublishedFile> files() {
        return List.of(trainImages, trainLabels, testImages, testLabels);
    }
}
