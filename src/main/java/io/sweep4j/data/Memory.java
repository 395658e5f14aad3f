package io.sweep4j.data;

/** Refuses what the heap can't hold with a sentence, before Java does so with an OutOfMemoryError. */
final class Memory {
    private Memory() {}

    /**
     * Checks that samples fit in memory as float32.
     *
     * @param what the dataset or file, for the message
     */
    static void check(String what, long rows, int columns) throws DatasetException {
        check(what, rows, columns, Runtime.getRuntime().maxMemory());
    }

    static void check(String what, long rows, int columns, long heap) throws DatasetException {
        long bytes = Float.BYTES * rows * columns;
        if (bytes > heap - heap / 8) {
            throw new DatasetException(what + ": " + rows + " samples of " + columns + " numbers take "
                    + mebibytes(bytes) + ", and Java may use " + mebibytes(heap)
                    + "; ask for fewer samples, or give Java more memory with -Xmx");
        }
    }

    /** Checks that a file of text can be held as bytes and, while it is decoded, as characters twice. */
    static void checkText(String file, long bytes) throws DatasetException {
        long heap = Runtime.getRuntime().maxMemory();
        if (5 * bytes > heap - heap / 8) {
            throw new DatasetException(file + ": to read a file of " + mebibytes(bytes) + " takes "
                    + mebibytes(5 * bytes) + " of memory, and Java may use " + mebibytes(heap)
                    + "; cut the file, or give Java more memory with -Xmx");
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
