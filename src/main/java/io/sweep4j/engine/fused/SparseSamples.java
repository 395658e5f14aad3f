package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples without their zeros, and those of their inputs that are seldom zero, such as the middle of images, also as they are:
 * quicker where rows of the other matrix are narrow. Sums run over the other inputs first, then over these, whichever is used, so
 * it decides no bit.
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
    private final SparseRows seldomZero;
    private final DenseSamples dense;

    private SparseSamples(int columns, SparseRows sparse, SparseRows seldomZero, DenseSamples dense) {
        this.columns = columns;
        this.sparse = sparse;
        this.seldomZero = seldomZero;
        this.dense = dense;
    }

    /**
     * @param sparse inputs, in ascending order
     * @param seldomZero all others, likewise
     */
    static SparseSamples of(Split split, int[] sparse, int[] seldomZero) {
        return new SparseSamples(
                split.columns(),
                SparseRows.of(split.features(), split.rows(), split.columns(), sparse),
                SparseRows.of(split.features(), split.rows(), split.columns(), seldomZero),
                DenseSamples.of(split, seldomZero));
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
        return (sparse.entries() + seldomZero.entries()) * (Character.BYTES + Float.BYTES);
    }

    private final class SparseBatch implements Batch {
        private final int[] rows;
        private final SparseRows some;
        private final SparseRows others;
        private volatile @Nullable SparseRows byInput;

        /** Never read, so threads may race for it; written so that the fetching is done. */
        @SuppressWarnings("unused")
        private float fetched;

        SparseBatch(int[] rows) {
            this.rows = rows;
            this.some = sparse.rows(rows);
            this.others = seldomZero.rows(rows);
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
            fetched = some.fetch();
            SparseKernel.multiply(some, w, b, z, stride);
            if (narrow(stride)) {
                dense.together(rows).addForward(w, z, stride);
            } else {
                fetched += others.fetch();
                SparseKernel.add(others, w, z, stride);
            }
        }

        @Override
        public int block(int stride) {
            return narrow(stride) ? columns : Math.min(BLOCK, columns);
        }

        @Override
        public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
            if (narrow(stride)) {
                ScatterKernel.multiply(some, d, g, count, stride);
                dense.together(rows).addGradient(d, first, count, g, stride);
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
                        made = SparseRows.transposed(columns, some, others);
                        byInput = made;
                    }
                }
            }
            return made;
        }
    }
}
