package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import io.sweep4j.engine.fused.SparseKernel.Lists;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Samples without their zeros: a list of inputs for each sample and, within a batch, a list of samples for each input. */
final class SparseSamples implements Samples {
    /** As many as the index of a list can tell apart. */
    static final int MOST_COLUMNS = Character.MAX_VALUE + 1;

    /** Inputs whose gradients stay in the first cache. */
    private static final int BLOCK = 16;

    /** Up to so many vectors a row, adding up in memory is quicker than making lists of samples. */
    private static final int NARROW = 4;

    private final int columns;
    private final int[] starts;
    private final Lists lists;

    private SparseSamples(int columns, int[] starts, Lists lists) {
        this.columns = columns;
        this.starts = starts;
        this.lists = lists;
    }

    static SparseSamples of(Split split) {
        int[] starts = new int[split.rows() + 1];
        int used = 0;
        for (int r = 0; r < split.rows(); r++) {
            for (int k = 0; k < split.columns(); k++) {
                used += split.features()[r * split.columns() + k] != 0 ? 1 : 0;
            }
            starts[r + 1] = used;
        }
        char[] index = new char[used];
        float[] value = new float[used];
        int at = 0;
        for (int r = 0; r < split.rows(); r++) {
            for (int k = 0; k < split.columns(); k++) {
                float feature = split.features()[r * split.columns() + k];
                if (feature != 0) {
                    index[at] = (char) k;
                    value[at++] = feature;
                }
            }
        }
        return new SparseSamples(split.columns(), starts, new Lists(index, value));
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public Batch batch(int[] order, int from, int count) {
        int[] begin = new int[count];
        int[] end = new int[count];
        for (int s = 0; s < count; s++) {
            begin[s] = starts[order[from + s]];
            end[s] = starts[order[from + s] + 1];
        }
        return new SparseBatch(begin, end);
    }

    @Override
    public long bytesOfEpoch() {
        return (long) lists.index().length * (Character.BYTES + Float.BYTES);
    }

    /** Lists of samples, one for each input; the list of input k ends where the next begins. */
    @SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose
    private record ByInput(int[] starts, Lists lists) {}

    private final class SparseBatch implements Batch {
        private final int[] begin;
        private final int[] end;
        private volatile @Nullable ByInput byInput;

        /** Never read, so threads may race for it; written so that the fetching is done. */
        @SuppressWarnings("unused")
        private float fetched;

        SparseBatch(int[] begin, int[] end) {
            this.begin = begin;
            this.end = end;
        }

        @Override
        public int size() {
            return begin.length;
        }

        @Override
        public void forward(float[] w, float[] b, float[] z, int stride) {
            fetched = lists.fetch(begin, end);
            SparseKernel.multiply(lists, begin, end, begin.length, w, b, z, stride);
        }

        private boolean scatters(int stride) {
            return stride <= NARROW * Lanes.COUNT || begin.length > Character.MAX_VALUE;
        }

        @Override
        public int block(int stride) {
            return scatters(stride) ? columns : Math.min(BLOCK, columns);
        }

        @Override
        public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
            if (scatters(stride)) {
                ScatterKernel.multiply(lists, begin, end, begin.length, d, g, count, stride);
                return true;
            }
            ByInput inputs = byInput();
            if (inputs.starts[first] == inputs.starts[first + count]) {
                return false;
            }
            int[] from = Arrays.copyOfRange(inputs.starts, first, first + count);
            int[] to = Arrays.copyOfRange(inputs.starts, first + 1, first + count + 1);
            SparseKernel.multiply(inputs.lists, from, to, count, d, new float[stride], g, stride);
            return true;
        }

        /** Made when it is first needed, by whoever needs it; samples in batch order, which is the order of sums. */
        private ByInput byInput() {
            ByInput made = byInput;
            if (made == null) {
                synchronized (this) {
                    made = byInput;
                    if (made == null) {
                        made = transposed();
                        byInput = made;
                    }
                }
            }
            return made;
        }

        private ByInput transposed() {
            int[] from = new int[columns + 1];
            for (int s = 0; s < begin.length; s++) {
                for (int i = begin[s]; i < end[s]; i++) {
                    from[lists.index()[i] + 1]++;
                }
            }
            for (int k = 0; k < columns; k++) {
                from[k + 1] += from[k];
            }
            int[] next = from.clone();
            char[] sample = new char[from[columns]];
            float[] value = new float[from[columns]];
            for (int s = 0; s < begin.length; s++) {
                for (int i = begin[s]; i < end[s]; i++) {
                    int at = next[lists.index()[i]]++;
                    sample[at] = (char) s;
                    value[at] = lists.value()[i];
                }
            }
            return new ByInput(from, new Lists(sample, value));
        }
    }
}
