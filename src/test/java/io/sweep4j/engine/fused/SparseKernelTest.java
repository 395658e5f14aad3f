package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.fused.SparseKernel.Lists;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse sums of every width of a row against plain loops in list order: the same bits. */
class SparseKernelTest {
    private static final int ROWS = 7;

    /** More than a band of the narrowest rows. */
    private static final int COLUMNS = 2 * SparseKernel.band(1) + 3;

    private final Random random = new Random(5);
    private final int[] begin = new int[ROWS];
    private final int[] end = new int[ROWS];
    private final Lists lists = lists();

    /** Some columns of each row, in order; the third row has none, the fourth but its last. */
    private Lists lists() {
        char[] index = new char[ROWS * COLUMNS];
        float[] value = new float[ROWS * COLUMNS];
        int used = 0;
        for (int r = 0; r < ROWS; r++) {
            begin[r] = used;
            for (int k = 0; k < COLUMNS; k++) {
                if (r == 3 ? k == COLUMNS - 1 : r != 2 && random.nextInt(3) == 0) {
                    index[used] = (char) k;
                    value[used++] = random.nextFloat() - 0.5f;
                }
            }
            end[r] = used;
        }
        return new Lists(index, value);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 20, 25})
    void sums_rows_of_any_width_in_list_order(int vectors) {
        int stride = vectors * Lanes.COUNT;
        float[] m = numbers(COLUMNS * stride);
        float[] init = numbers(stride);
        float[] out = new float[ROWS * stride];

        SparseKernel.multiply(lists, begin, end, ROWS, m, init, out, stride);

        float[] expected = new float[ROWS * stride];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < stride; c++) {
                float sum = init[c];
                for (int i = begin[r]; i < end[r]; i++) {
                    sum = Math.fma(lists.value()[i], m[lists.index()[i] * stride + c], sum);
                }
                expected[r * stride + c] = sum;
            }
        }
        assertThat(out).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12})
    void adds_up_columns_of_any_width_in_row_order(int vectors) {
        int stride = vectors * Lanes.COUNT;
        float[] m = numbers(ROWS * stride);
        float[] out = numbers(COLUMNS * stride);

        ScatterKernel.multiply(lists, begin, end, ROWS, m, out, COLUMNS, stride);

        float[] expected = new float[COLUMNS * stride];
        for (int r = 0; r < ROWS; r++) {
            for (int i = begin[r]; i < end[r]; i++) {
                for (int c = 0; c < stride; c++) {
                    int at = lists.index()[i] * stride + c;
                    expected[at] = Math.fma(lists.value()[i], m[r * stride + c], expected[at]);
                }
            }
        }
        assertThat(out).isEqualTo(expected);
    }
}
