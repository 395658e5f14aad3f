package io.sweep4j.engine.fused;

/** Rows of a matrix as a batch: samples of dense data, or what one layer hands to the next. */
final class DenseBatch implements Batch {
    /** Inputs whose gradients stay in the first cache. */
    private static final int BLOCK = 16;

    private final float[] values;
    private final int[] rows;
    private final int[] columns;

    /** @param rows where each sample begins */
    DenseBatch(float[] values, int[] rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = upTo(columns, 0, 1);
    }

    /** The first columns of the first rows of a matrix with that stride. */
    DenseBatch(float[] values, int stride, int columns, int rows) {
        this(values, upTo(rows, 0, stride), columns);
    }

    private static int[] upTo(int count, int first, int step) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = first + i * step;
        }
        return numbers;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public void forward(float[] w, float[] b, float[] z, int stride) {
        DenseKernel.multiply(values, rows, rows.length, columns, columns.length, w, b, z, stride);
    }

    @Override
    public int block(int stride) {
        return Math.min(BLOCK, columns.length);
    }

    @Override
    public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
        DenseKernel.multiply(values, upTo(count, first, 1), count, rows, rows.length, d, new float[stride], g, stride);
        return true;
    }
}
