package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples without their zeros; those of their inputs that have few, such as the middle of images, also as they are: quicker where
 * rows of the other matrix are narrow. A sum runs over the sparse inputs first, then over the dense ones, in either form, so that
 * its bits are the same (but for the sign of a sum that is 0).
 */
final class SparseSamples implements Samples {
    /** Inputs whose gradients stay in the first cache. */
    private static final int BLOCK = 16;

    /**
     * Up to so many vectors a row, adding up in memory is quicker than making lists of samples, and multiplying a few zeros is
     * quicker than leaving them out.
     */
    private static final int NARROW = 4;

    private final int columns;
    private final SparseRows sparse;
    private final SparseRows dense;
    private final Gathering gathering;

    /**
     * @param sparseInputs in ascending order
     * @param denseInputs all others, likewise
     */
    SparseSamples(Split split, int[] sparseInputs, int[] denseInputs) {
        this.columns = split.columns();
        this.sparse = SparseRows.of(split, sparseInputs);
        this.dense = SparseRows.of(split, denseInputs);
        this.gathering = new Gathering(split, denseInputs);
    }

    @Override
    public int rows() {
        return sparse.count();
    }

    @Override
    public Batch batch(int[] order, int from, int count) {
        return new SparseBatch(Arrays.copyOfRange(order, from, from + count));
    }

    @Override
    public long bytesOfEpoch() {
        return (sparse.entries() + dense.entries()) * (Character.BYTES + Float.BYTES);
    }

    private final class SparseBatch implements Batch {
        private final int[] rows;
        private final SparseRows sparseRows;
        private final SparseRows denseRows;
        private volatile @Nullable SparseRows byInput;

        /** Never read, so threads may race for it; written so that the fetching is done. */
        @SuppressWarnings("unused")
        private float fetched;

        SparseBatch(int[] rows) {
            this.rows = rows;
            this.sparseRows = sparse.rows(rows);
            this.denseRows = dense.rows(rows);
        }

        @Override
        public int size() {
            return rows.length;
        }

        private boolean narrow(int stride) {
            return stride <= NARROW * Lanes.COUNT || rows.length > SparseRows.MOST_COLUMNS;
        }

        @Override
        public void forward(float[] w, float[] b, float[] z, int stride) {
            fetched = sparseRows.fetch();
            SparseKernel.multiply(sparseRows, w, b, z, stride);
            if (narrow(stride)) {
                gathering.addForward(rows, w, z, stride);
            } else {
                fetched += denseRows.fetch();
                SparseKernel.add(denseRows, w, z, stride);
            }
        }

        @Override
        public int block(int stride) {
            return narrow(stride) ? columns : Math.min(BLOCK, columns);
        }

        @Override
        public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
            if (narrow(stride)) {
                ScatterKernel.multiply(sparseRows, d, g, count, stride);
                gathering.addGradient(rows, d, first, count, g, stride);
                return true;
            }
            SparseRows inputs = byInput().rows(first, count);
            if (inputs.entries() == 0) {
                return false;
            }
            SparseKernel.multiply(inputs, d, new float[stride], g, stride);
            return true;
        }

        /** Made when it is first needed, by whoever needs it; samples in batch order, which is the order of sums. */
        private SparseRows byInput() {
            SparseRows made = byInput;
            if (made == null) {
                synchronized (this) {
                    made = byInput;
                    if (made == null) {
                        made = SparseRows.transposed(columns, sparseRows, denseRows);
                        byInput = made;
                    }
                }
            }
            return made;
        }
    }
}
