package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Split;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse sums of every width of a row against plain loops in list order: the same bits. */
class SparseKernelTest {
    private static final int ROWS = 7;

    /** Some bands of the narrowest rows. */
    private static final int COLUMNS = 2_000;

    private final Random random = new Random(5);
    private final float[] matrix = matrix();
    private final SparseRows rows = SparseRows.of(
            new Split(matrix, new int[ROWS], COLUMNS),
            IntStream.range(0, COLUMNS).toArray());

    /** Some columns of each row; the third row has none, the fourth but its last. */
    private float[] matrix() {
        float[] matrix = new float[ROWS * COLUMNS];
        for (int i = 0; i < matrix.length; i++) {
            int row = i / COLUMNS;
            if (row == 3 ? i % COLUMNS == COLUMNS - 1 : row != 2 && random.nextInt(3) == 0) {
                matrix[i] = random.nextFloat() - 0.5f;
            }
        }
        return matrix;
    }

    @Test
    void the_matrix_is_gone_through_in_bands() {
        assertThat(SparseKernel.band(rows, COLUMNS, 1)).isLessThan(COLUMNS / 2);
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

        SparseKernel.multiply(rows, m, init, out, stride);

        float[] expected = new float[ROWS * stride];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < stride; c++) {
                float sum = init[c];
                for (int k = 0; k < COLUMNS; k++) {
                    if (matrix[r * COLUMNS + k] != 0) {
                        sum = Math.fma(matrix[r * COLUMNS + k], m[k * stride + c], sum);
                    }
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

        ScatterKernel.multiply(rows, m, out, COLUMNS, stride);

        float[] expected = new float[COLUMNS * stride];
        for (int i = 0; i < matrix.length; i++) {
            for (int c = 0; c < stride && matrix[i] != 0; c++) {
                int at = i % COLUMNS * stride + c;
                expected[at] = Math.fma(matrix[i], m[i / COLUMNS * stride + c], expected[at]);
            }
        }
        assertThat(out).isEqualTo(expected);
    }
}
