package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What is done to rows of numbers column by column. Strides are multiples of {@link Lanes#COUNT}. */
final class Block {
    private Block() {}

    /** Makes each of the first rows of values that one row. */
    static void fill(float[] values, int rows, float[] row, int stride) {
        for (int c = 0; c < stride; c += COUNT) {
            FloatVector vector = FloatVector.fromArray(SPECIES, row, c);
            for (int r = 0; r < rows; r++) {
                vector.intoArray(values, r * stride + c);
            }
        }
    }

    /** sums[c] += Σ values[r][c] over rows, in their order. */
    static void addRows(float[] values, int rows, int stride, float[] sums) {
        for (int c = 0; c < stride; c += COUNT) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, c);
            for (int r = 0; r < rows; r++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, values, r * stride + c));
            }
            sum.intoArray(sums, c);
        }
    }

    /** Makes marks[c] NaN if any number of column c is not finite; 0·x is 0 for finite x alone. */
    static void markNonFinite(float[] values, int from, int rows, int stride, float[] marks) {
        for (int c = 0; c < stride; c += COUNT) {
            FloatVector mark = FloatVector.fromArray(SPECIES, marks, c);
            for (int r = 0; r < rows; r++) {
                mark = FloatVector.fromArray(SPECIES, values, from + r * stride + c)
                        .fma(FloatVector.zero(SPECIES), mark);
            }
            mark.intoArray(marks, c);
        }
    }

    /** g ← g/batch + l1·sign(w) + l2·w, in rows of g from index from on; w from index at on. */
    static void meanWithPenalties(
            float[] g, int from, int rows, float[] w, int at, int batch, boolean penalised, Columns columns) {
        float share = 1f / batch;
        int n = rows * columns.stride;
        if (!penalised) {
            for (int i = from; i < from + n; i += COUNT) {
                FloatVector.fromArray(SPECIES, g, i).mul(share).intoArray(g, i);
            }
            return;
        }
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < columns.stride; c += COUNT) {
            FloatVector l1 = FloatVector.fromArray(SPECIES, columns.l1, c);
            FloatVector l2 = FloatVector.fromArray(SPECIES, columns.l2, c);
            for (int i = c; i < n; i += columns.stride) {
                FloatVector weight = FloatVector.fromArray(SPECIES, w, at + i);
                FloatVector sign = weight.blend(one, weight.compare(VectorOperators.GT, zero))
                        .blend(one.neg(), weight.compare(VectorOperators.LT, zero));
                FloatVector.fromArray(SPECIES, g, from + i)
                        .mul(share)
                        .add(sign.mul(l1))
                        .add(weight.mul(l2))
                        .intoArray(g, from + i);
            }
        }
    }
}
