package io.sweep4j.data;

import java.util.Arrays;

/** Shifts and scales the features of a table, in float64, before they become float32. Nobody writes to the arrays. */
final class CsvScaling {
    private final double[] shift;
    private final double[] scale;

    private CsvScaling(double[] shift, double[] scale) {
        this.shift = shift;
        this.scale = scale;
    }

    /** Leaves the features as they are. */
    static CsvScaling none(int features) {
        double[] scale = new double[features];
        Arrays.fill(scale, 1);
        return new CsvScaling(new double[features], scale);
    }

    /**
     * Brings each feature to mean 0 and (population) deviation 1 on the training rows; a feature that is constant there
     * is only shifted.
     */
    static CsvScaling standard(CsvTable table, int[] training) {
        CsvScaling scaling = none(table.features());
        for (int feature = 0; feature < table.features(); feature++) {
            int column = feature;
            double first = table.row(training[0])[column];
            if (Arrays.stream(training).allMatch(row -> table.row(row)[column] == first)) {
                scaling.shift[column] = first;
                continue;
            }
            double mean = mean(Arrays.stream(training)
                    .mapToDouble(row -> table.row(row)[column])
                    .toArray());
            double variance = mean(Arrays.stream(training)
                    .mapToDouble(row -> table.row(row)[column] - mean)
                    .map(off -> off * off)
                    .toArray());
            scaling.shift[column] = mean;
            scaling.scale[column] = Math.sqrt(variance);
        }
        return scaling;
    }

    /** A plain sum: the streams' own sum does not promise the same bits everywhere. */
    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * Writes the scaled row.
     *
     * @throws DatasetException if a feature gets beyond float32, because the training rows hardly vary in it
     */
    void apply(CsvTable table, int row, float[] target, int offset) throws DatasetException {
        double[] features = table.row(row);
        for (int i = 0; i < features.length; i++) {
            float scaled = (float) ((features[i] - shift[i]) / scale[i]);
            if (!Float.isFinite(scaled)) {
                throw new DatasetException(table.file().path() + ": " + table.feature(i) + ": " + features[i]
                        + " standardised is beyond float32, as the training rows hardly vary in this column;"
                        + " remove the column, or set standardise: false");
            }
            target[offset + i] = scaled + 0f;
        }
    }
}
