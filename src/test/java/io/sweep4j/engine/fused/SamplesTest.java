package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples in every form, times matrices of every width, against plain loops: the same bits. */
class SamplesTest {
    private static final int ROWS = 200;
    private static final int COLUMNS = 61;
    private static final int BATCH = 60;

    private final Random random = new Random(5);
    private final int[] order = order(ROWS);

    private int[] order(int count) {
        List<Integer> rows = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(rows, random);
        return rows.stream().mapToInt(r -> r).toArray();
    }

    private static boolean dense(int column) {
        return column % 4 == 0 || column > 50;
    }

    /** Dense inputs among sparse ones. */
    private Split mixed() {
        return split(column -> random.nextInt(8) < (dense(column) ? 5 : 1));
    }

    private Split split(IntPredicate used) {
        float[] features = new float[ROWS * COLUMNS];
        for (int i = 0; i < features.length; i++) {
            features[i] = used.test(i % COLUMNS) ? (float) random.nextGaussian() : 0;
        }
        return new Split(features, new int[ROWS], COLUMNS);
    }

    private float[] floats(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) random.nextGaussian();
        }
        return floats;
    }

    private static int[] columns(IntPredicate wanted) {
        return IntStream.range(0, COLUMNS).filter(wanted).toArray();
    }

    private static float[] forward(Batch batch, float[] w, float[] b, int stride) {
        float[] z = new float[batch.size() * stride];
        batch.forward(w, b, z, stride);
        return z;
    }

    private static float[] gradient(Batch batch, float[] d, int stride) {
        float[] all = new float[COLUMNS * stride];
        int block = batch.block(stride);
        for (int first = 0; first < COLUMNS; first += block) {
            int count = Math.min(block, COLUMNS - first);
            float[] g = new float[block * stride];
            if (batch.gradient(d, first, count, g, stride)) {
                System.arraycopy(g, 0, all, first * stride, count * stride);
            }
        }
        return all;
    }

    /** @param inputs in the order of the sum */
    private float[] expectedForward(Split split, int from, int[] inputs, float[] w, float[] b, int stride) {
        float[] z = new float[BATCH * stride];
        for (int s = 0; s < BATCH; s++) {
            for (int c = 0; c < stride; c++) {
                float sum = b[c];
                for (int k : inputs) {
                    sum = Math.fma(split.features()[order[from + s] * COLUMNS + k], w[k * stride + c], sum);
                }
                z[s * stride + c] = sum;
            }
        }
        return z;
    }

    private float[] expectedGradient(Split split, int from, float[] d, int stride) {
        float[] g = new float[COLUMNS * stride];
        for (int k = 0; k < COLUMNS; k++) {
            for (int c = 0; c < stride; c++) {
                float sum = 0;
                for (int s = 0; s < BATCH; s++) {
                    sum = Math.fma(split.features()[order[from + s] * COLUMNS + k], d[s * stride + c], sum);
                }
                g[k * stride + c] = sum;
            }
        }
        return g;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 10, 11, 20, 23})
    void sums_run_over_dense_inputs_last(int vectors) {
        int stride = vectors * Lanes.COUNT;
        Split split = mixed();
        Samples samples = Samples.of(split);
        Batch batch = samples.batch(order, 20, BATCH);
        float[] w = floats(COLUMNS * stride);
        float[] b = floats(stride);
        float[] d = floats(BATCH * stride);
        int[] inSumOrder = IntStream.concat(
                        IntStream.of(columns(column -> !dense(column))), IntStream.of(columns(SamplesTest::dense)))
                .toArray();
        assertThat(samples).isInstanceOf(SparseSamples.class);
        assertThat(forward(batch, w, b, stride)).isEqualTo(expectedForward(split, 20, inSumOrder, w, b, stride));
        assertThat(gradient(batch, d, stride)).isEqualTo(expectedGradient(split, 20, d, stride));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 10, 11, 20, 23})
    void zeros_left_out_change_no_bit(int vectors) {
        int stride = vectors * Lanes.COUNT;
        Split split = split(column -> random.nextInt(3) == 0);
        float[] w = floats(COLUMNS * stride);
        float[] b = floats(stride);
        float[] d = floats(BATCH * stride);
        int[] all = columns(column -> true);
        float[] z = expectedForward(split, 20, all, w, b, stride);
        float[] g = expectedGradient(split, 20, d, stride);
        for (Samples samples : List.of(new SparseSamples(split, all, new int[0]), new DenseSamples(split))) {
            Batch batch = samples.batch(order, 20, BATCH);
            assertThat(forward(batch, w, b, stride)).isEqualTo(z);
            assertThat(gradient(batch, d, stride)).isEqualTo(g);
        }
    }

    @Test
    void a_thread_may_go_from_batch_to_batch_and_back() {
        for (Split split : List.of(mixed(), split(column -> true))) {
            Samples samples = Samples.of(split);
            Batch one = samples.batch(order, 0, BATCH);
            Batch other = samples.batch(order, 80, BATCH);
            float[] w = floats(COLUMNS * Lanes.COUNT);
            float[] b = floats(Lanes.COUNT);
            float[] d = floats(BATCH * Lanes.COUNT);
            float[] z = forward(one, w, b, Lanes.COUNT);
            forward(other, w, b, Lanes.COUNT);
            assertThat(gradient(one, d, Lanes.COUNT)).isEqualTo(expectedGradient(split, 0, d, Lanes.COUNT));
            assertThat(gradient(other, d, Lanes.COUNT)).isEqualTo(expectedGradient(split, 80, d, Lanes.COUNT));
            assertThat(forward(one, w, b, Lanes.COUNT)).isEqualTo(z);
        }
    }

    @Test
    void a_batch_too_large_to_be_copied_at_once_is_gone_through_in_parts() {
        int rows = 5_000;
        float[] features = floats(rows * COLUMNS);
        int[] all = columns(column -> true);
        Split split = new Split(features, new int[rows], COLUMNS);
        assertThat(new Gathering(split, all).fits(rows)).isFalse();
        int[] shuffled = order(rows);
        float[] w = floats(COLUMNS * Lanes.COUNT);
        float[] b = floats(Lanes.COUNT);
        float[] d = floats(rows * Lanes.COUNT);
        Batch lists = new SparseSamples(split, all, new int[0]).batch(shuffled, 0, rows);
        for (Samples samples : List.of(new DenseSamples(split), new SparseSamples(split, new int[0], all))) {
            Batch batch = samples.batch(shuffled, 0, rows);
            assertThat(forward(batch, w, b, Lanes.COUNT)).isEqualTo(forward(lists, w, b, Lanes.COUNT));
            assertThat(gradient(batch, d, Lanes.COUNT)).isEqualTo(gradient(lists, d, Lanes.COUNT));
        }
    }

    @Test
    void threads_may_use_one_batch_at_a_time_together() {
        Split split = mixed();
        Samples samples = Samples.of(split);
        List<Batch> batches = List.of(samples.batch(order, 0, BATCH), samples.batch(order, 80, BATCH));
        float[] w = floats(COLUMNS * Lanes.COUNT);
        float[] b = floats(Lanes.COUNT);
        List<float[]> alone =
                batches.stream().map(batch -> forward(batch, w, b, Lanes.COUNT)).toList();
        IntStream.range(0, 2_000)
                .parallel()
                .forEach(i -> assertThat(forward(batches.get(i % 2), w, b, Lanes.COUNT))
                        .isEqualTo(alone.get(i % 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 9, 128})
    void what_a_layer_hands_on_is_multiplied_as_it_lies(int rows) {
        for (int vectors : new int[] {1, 2, 3, 6, 7, 10, 19}) {
            int stride = vectors * Lanes.COUNT;
            int step = COLUMNS + 3;
            float[] x = floats(rows * step);
            float[] w = floats(COLUMNS * stride);
            float[] b = floats(stride);
            float[] z = forward(new LayerBatch(x, step, COLUMNS, rows), w, b, stride);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < stride; c++) {
                    float sum = b[c];
                    for (int k = 0; k < COLUMNS; k++) {
                        sum = Math.fma(x[r * step + k], w[k * stride + c], sum);
                    }
                    assertThat(z[r * stride + c]).isEqualTo(sum);
                }
            }
        }
    }
}
