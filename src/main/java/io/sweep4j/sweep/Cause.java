package io.sweep4j.sweep;

/** Why a trial diverged; the first that fits, in this order, is the cause and what follows from it a symptom. */
public enum Cause {
    /** The data holds non-finite or absurd features. */
    BAD_INPUT("The features are not finite, or beyond all measure.", "Clean or standardise the features."),
    /** Gradients or steps grew geometrically over the iterations before: the learning rate is too high. */
    GROWING_STEPS("The steps grew geometrically over the iterations before.", "Lower the learning rate."),
    /** A finite quantity outgrew float32. */
    OVERFLOW(
            "A finite quantity outgrew float32.",
            "Lower the learning rate or the scale of weights, biases and features."),
    /** A pre-activation so large that the output was rounded to exactly 0 or 1. */
    SATURATED_OUTPUT(
            "An output was rounded to exactly 0 or 1, where the cost or its gradient has no finite value.",
            "Lower the learning rate, or use softmax with mcxent, whose cost is clipped."),
    /** An output below 0 under a cost that takes its logarithm. */
    LOG_OF_NEGATIVE(
            "An output was below 0, and the cost takes its logarithm.",
            "Use softmax at the output: its values are never negative."),
    /** An output of exactly 0 under a cost that takes its logarithm. */
    LOG_OF_ZERO(
            "An output was exactly 0, and the cost takes its logarithm or divides by it.",
            "Use softmax at the output: its values are above 0; or start from biases above 0."),
    /** None of the above could be shown. */
    UNKNOWN(
            "None of the other causes could be shown.",
            "Look at the evidence; a lower learning rate is the usual remedy.");

    private final String meaning;
    private final String advice;

    Cause(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /** What was found, one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to try, one sentence. */
    public String advice() {
        return advice;
    }
}
