package io.sweep4j.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A checked file of images or labels in the IDX format of MNIST, whole in memory. Gzip is recognised by content, not by
 * name. Immutable.
 */
final class IdxFile {

    /** What an IDX file can hold here: unsigned bytes of one of two shapes. */
    enum Kind {
        IMAGES(0x0803, 3),
        LABELS(0x0801, 1);

        private final int magic;
        private final int dimensions;

        Kind(int magic, int dimensions) {
            this.magic = magic;
            this.dimensions = dimensions;
        }

        private String text() {
            return this == IMAGES ? "images" : "labels";
        }
    }

    /** Most values that fit an array. */
    static final int ANY = Integer.MAX_VALUE - 8;

    private final Path path;
    private final boolean gzipped;
    private final int rows;
    private final int columns;
    private final byte[] values;
    private final String sha256;

    private IdxFile(Path path, boolean gzipped, int[] shape, byte[] values, String sha256) {
        this.path = path;
        this.gzipped = gzipped;
        this.rows = shape.length == 3 ? shape[1] : 1;
        this.columns = shape.length == 3 ? shape[2] : 1;
        this.values = values;
        this.sha256 = sha256;
    }

    /**
     * Reads a file, plain or gzipped. However much a gzipped file would unfold to, no more than its header announces is
     * unfolded.
     *
     * @param most values that are accepted at most
     * @throws DatasetException if the file is missing, cut, too long or of another kind
     */
    static IdxFile read(Path path, Kind kind, int most) throws DatasetException {
        DatasetFiles.checkRegular(path);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            boolean gzipped = startsLikeGzip(raw);
            try (InputStream in = gzipped ? new GZIPInputStream(raw, 1 << 16) : raw) {
                return read(path, kind, most, gzipped, in);
            }
        } catch (NoSuchFileException e) {
            throw new DatasetException(path + ": there is no such file", e);
        } catch (EOFException e) {
            throw new DatasetException(path + ": the file is cut: its gzip data ends early; get it anew", e);
        } catch (ZipException e) {
            throw new DatasetException(path + ": the gzip data is damaged (" + e.getMessage() + "); get it anew", e);
        } catch (IOException e) {
            throw new DatasetException(path + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static boolean startsLikeGzip(InputStream in) throws IOException {
        in.mark(2);
        byte[] start = in.readNBytes(2);
        in.reset();
        return start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    private static IdxFile read(Path path, Kind kind, int most, boolean gzipped, InputStream in)
            throws IOException, DatasetException {
        byte[] header = in.readNBytes(4 + 4 * kind.dimensions);
        int[] shape = shape(path, kind, most, header);
        long announced = 1;
        for (int size : shape) {
            announced *= size;
        }
        byte[] values = in.readNBytes((int) announced);
        if (values.length < announced) {
            throw new DatasetException(path + ": the file is cut: its header announces " + announced + " bytes of "
                    + kind.text() + ", and there are " + values.length);
        }
        if (in.read() >= 0) {
            throw new DatasetException(path + ": the file goes on after the " + announced + " bytes of " + kind.text()
                    + " that its header announces");
        }
        MessageDigest digest = Digests.sha256();
        digest.update(header);
        digest.update(values);
        return new IdxFile(path, gzipped, shape, values, Digests.hex(digest));
    }

    private static int[] shape(Path path, Kind kind, int most, byte[] header) throws DatasetException {
        if (header.length == 0) {
            throw new DatasetException(path + ": the file is empty");
        }
        if (header.length < 4 || ByteBuffer.wrap(header).getInt() != kind.magic) {
            throw new DatasetException(wrongStart(path, kind, header));
        }
        if (header.length < 4 + 4 * kind.dimensions) {
            throw new DatasetException(path + ": the file is cut within its header");
        }
        int[] shape = new int[kind.dimensions];
        ByteBuffer.wrap(header).position(4).asIntBuffer().get(shape);
        long values = 1;
        for (int size : shape) {
            if (size <= 0) {
                throw new DatasetException(path + ": the header announces " + Integer.toUnsignedString(size)
                        + (size == 0 ? " " + kind.text() + ", rows or columns" : ", more than can be read"));
            }
            // each factor is below 2^31, and the product is checked before the next one
            values *= size;
            if (values > most) {
                throw new DatasetException(path + ": the header announces more than the " + most + " bytes of "
                        + kind.text() + " expected at most");
            }
        }
        Memory.check(path.toString(), shape[0], (int) (values / shape[0]));
        return shape;
    }

    private static String wrongStart(Path path, Kind kind, byte[] header) {
        if (header.length >= 4) {
            int magic = ByteBuffer.wrap(header).getInt();
            for (Kind other : Kind.values()) {
                if (other.magic == magic) {
                    return path + ": holds " + other.text() + ", not " + kind.text() + "; are two files swapped?";
                }
            }
        }
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < Math.min(4, header.length); i++) {
            found.append(Character.forDigit((header[i] >> 4) & 15, 16)).append(Character.forDigit(header[i] & 15, 16));
        }
        return path + ": not an IDX file of " + kind.text() + ": it starts with " + found + " instead of 0000080"
                + kind.dimensions;
    }

    Path path() {
        return path;
    }

    boolean gzipped() {
        return gzipped;
    }

    /** How many images or labels there are, at least 1. */
    int items() {
        return values.length / itemSize();
    }

    /** Rows of an image; 1 for labels. */
    int rows() {
        return rows;
    }

    /** Columns of an image; 1 for labels. */
    int columns() {
        return columns;
    }

    /** Bytes of an item. */
    int itemSize() {
        return rows * columns;
    }

    /** A byte as a number from 0 to 255, counted over all items. */
    int value(int index) {
        return values[index] & 0xff;
    }

    /** SHA-256 of the uncompressed file. */
    String sha256() {
        return sha256;
    }
}
