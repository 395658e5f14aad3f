package io.sweep4j.sweep;

/**
 * What a network answers on average over the validation samples, or the test samples where there are none to validate on.
 *
 * @param trueClass mean output at a sample's own class
 * @param bestOther mean of the largest output at any other class; above {@code trueClass} the network is wrong on average
 */
public record OutputMeans(double trueClass, double bestOther) {

    /** How far the true class is ahead on average; below 0 where it is behind. */
    public double lead() {
        return trueClass - bestOther;
    }
}
