package io.sweep4j.data;

import java.nio.file.Path;

/**
 * A target for a fuzzer: any bytes as a file of images and as a file of labels, plain or gzipped. They are read as what
 * their header says, or refused; never more is unfolded than the header announces.
 */
public final class IdxFuzz {
    private static final Path FILE = Fuzzed.file("fuzzed-idx");

    private IdxFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Fuzzed.write(FILE, input);
        for (IdxFile.Kind kind : IdxFile.Kind.values()) {
            try {
                check(IdxFile.read(FILE, kind, IdxFile.ANY));
            } catch (DatasetException e) {
                Fuzzed.check(e);
            }
        }
    }

    private static void check(IdxFile file) {
        long size = (long) file.items() * file.rows() * file.columns();
        boolean sound = file.items() >= 1 && file.itemSize() >= 1 && file.value((int) size - 1) <= 255;
        if (!sound || file.sha256().length() != 64) {
            throw new IllegalStateException("read with a shape it does not have");
        }
    }
}
