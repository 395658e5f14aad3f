package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Four IDX files of the user's own, plain or gzipped, by paths from the process's working folder. Images may have any
 * size; there are as many classes as the largest label says, at least two. Validation is the head of the training file,
 * by default a tenth of it but at most 5000 samples; training is the rest, and test the whole test file.
 */
final class IdxProvider implements DatasetProvider {

    private record Files(IdxSamples train, IdxSamples test, SplitSizes sizes) {
        int classes() {
            return Math.max(2, 1 + Math.max(train.largestLabel(), test.largestLabel()));
        }

        DatasetInfo info() {
            return new DatasetInfo(
                    DatasetKind.IDX.yaml(),
                    fingerprint(
                            sizes,
                            train.images().sha256(),
                            train.labels().sha256(),
                            test.images().sha256(),
                            test.labels().sha256()),
                    train.features(),
                    classes(),
                    sizes);
        }
    }

    /** What images of these checksums and this split are known by; shared with the published datasets. */
    static String fingerprint(
            SplitSizes sizes, String trainImages, String trainLabels, String testImages, String testLabels) {
        return new Fingerprint("idx pixels/255")
                .add("train images", trainImages)
                .add("train labels", trainLabels)
                .add("test images", testImages)
                .add("test labels", testLabels)
                .add(sizes)
                .hex();
    }

    @Override
    public DatasetStatus status() {
        return DatasetStatus.own(DatasetKind.IDX, "images and labels in MNIST's file format");
    }

    @Override
    public DatasetInfo describe(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        return read(spec).info();
    }

    @Override
    public Dataset load(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        Files files = read(spec);
        return dataset(files.info(), files.train(), files.test());
    }

    /** Cuts the splits of an info out of the samples. */
    static Dataset dataset(DatasetInfo info, IdxSamples train, IdxSamples test) throws DatasetException {
        SplitSizes sizes = info.sizes();
        long rows = (long) sizes.train() + sizes.validation() + sizes.test();
        Memory.check(info.name(), rows, info.features());
        Split validation = train.split(0, sizes.validation());
        return new Dataset(
                info, train.split(sizes.validation(), sizes.train()), validation, test.split(0, sizes.test()));
    }

    private static Files read(DatasetSpec spec) throws DatasetException, DatasetOptionException {
        IdxSamples train = samples(spec, DatasetOption.TRAIN_IMAGES, DatasetOption.TRAIN_LABELS);
        IdxSamples test = samples(spec, DatasetOption.TEST_IMAGES, DatasetOption.TEST_LABELS);
        IdxFile images = train.images();
        IdxFile testImages = test.images();
        if (images.rows() != testImages.rows() || images.columns() != testImages.columns()) {
            throw new DatasetException(testImages.path() + " holds images of " + size(testImages) + " pixels, but "
                    + images.path() + " images of " + size(images));
        }
        int validation = Math.min(5_000, train.count() / 10);
        SplitSizes usual = new SplitSizes(train.count(), validation, test.count());
        return new Files(train, test, Counts.ofFiles(spec, "the IDX files", train.count(), test.count(), usual));
    }

    private static String size(IdxFile images) {
        return images.rows() + "×" + images.columns();
    }

    private static IdxSamples samples(DatasetSpec spec, DatasetOption images, DatasetOption labels)
            throws DatasetException, DatasetOptionException {
        return IdxSamples.of(
                IdxFile.read(path(spec, images), IdxFile.Kind.IMAGES, IdxFile.ANY),
                IdxFile.read(path(spec, labels), IdxFile.Kind.LABELS, IdxFile.ANY));
    }

    /** The path that an option holds. */
    static Path path(DatasetSpec spec, DatasetOption option) throws DatasetOptionException {
        try {
            return Path.of(spec.text(option));
        } catch (InvalidPathException e) {
            throw new DatasetOptionException(option, option.yaml() + ": not a path: " + e.getMessage());
        }
    }
}
