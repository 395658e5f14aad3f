package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A published dataset in miniature: 30 images to train on, 12 to test. */
final class PublishedFixture {
    private final Map<String, byte[]> plain = new LinkedHashMap<>();

    PublishedFixture() {
        plain.put("train-images-idx3-ubyte", IdxFixture.images(30, 28, 28));
        plain.put("train-labels-idx1-ubyte", IdxFixture.labels(30, 10));
        plain.put("t10k-images-idx3-ubyte", IdxFixture.images(12, 28, 28));
        plain.put("t10k-labels-idx1-ubyte", IdxFixture.labels(12, 10));
    }

    /** The gzipped files by their names. */
    Map<String, byte[]> gzipped() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        plain.forEach((name, content) -> files.put(name + ".gz", IdxFixture.gzip(content)));
        return files;
    }

    void writeGzipped(Path folder) throws IOException {
        write(gzipped(), folder);
    }

    void writePlain(Path folder) throws IOException {
        write(plain, folder);
    }

    private static void write(Map<String, byte[]> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    PublishedDataset mnist(List<URI> mirrors) throws Exception {
        return dataset(DatasetKind.MNIST, mirrors, PublishedFile.Checksum.SHA256_OF_CONTENT);
    }

    PublishedDataset fashion(List<URI> mirrors) throws Exception {
        return dataset(DatasetKind.FASHION_MNIST, mirrors, PublishedFile.Checksum.MD5_OF_GZ);
    }

    private PublishedDataset dataset(DatasetKind kind, List<URI> mirrors, PublishedFile.Checksum checksum)
            throws Exception {
        return new PublishedDataset(
                kind,
                "in miniature",
                mirrors,
                file("train-images-idx3-ubyte", IdxFile.Kind.IMAGES, 30, checksum),
                file("train-labels-idx1-ubyte", IdxFile.Kind.LABELS, 30, checksum),
                file("t10k-images-idx3-ubyte", IdxFile.Kind.IMAGES, 12, checksum),
                file("t10k-labels-idx1-ubyte", IdxFile.Kind.LABELS, 12, checksum));
    }

    private PublishedFile file(String name, IdxFile.Kind kind, int items, PublishedFile.Checksum checksum)
            throws Exception {
        byte[] content = plain.getOrDefault(name, new byte[0]);
        String hash = checksum == PublishedFile.Checksum.MD5_OF_GZ
                ? hash("MD5", IdxFixture.gzip(content))
                : hash("SHA-256", content);
        return new PublishedFile(name + ".gz", kind, items, checksum, hash);
    }

    private static String hash(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }
}
