package io.sweep4j.divergence;

/**
 * The samples that a trial's accuracy is judged on: those for validation, or the test samples where there are none.
 *
 * @param rows how many, at least 1
 * @param mostFrequent share of their most frequent class, above 0 and at most 1
 */
public record JudgedSamples(int rows, double mostFrequent) {

    /**
     * Twice the standard deviation of the difference of two accuracies measured on so many samples: about one such difference in
     * twenty is larger by chance. Samples count as independent, so for two states of one network it is a cautious figure.
     *
     * @param accuracy from 0 to 1
     */
    double noise(double accuracy) {
        return 2 * Math.sqrt(2 * accuracy * (1 - accuracy) / rows);
    }
}
