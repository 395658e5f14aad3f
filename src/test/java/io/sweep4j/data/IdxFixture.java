package io.sweep4j.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small IDX files. */
final class IdxFixture {
    private IdxFixture() {}

    static byte[] images(int count, int rows, int columns) {
        ByteBuffer file = ByteBuffer.allocate(16 + count * rows * columns);
        file.putInt(0x0803).putInt(count).putInt(rows).putInt(columns);
        byte[] pixels = new byte[count * rows * columns];
        new Random(count).nextBytes(pixels);
        return file.put(pixels).array();
    }

    /** Labels 0, 1, …, classes − 1, 0, 1, … */
    static byte[] labels(int count, int classes) {
        ByteBuffer file = ByteBuffer.allocate(8 + count).putInt(0x0801).putInt(count);
        for (int i = 0; i < count; i++) {
            file.put((byte) (i % classes));
        }
        return file.array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
