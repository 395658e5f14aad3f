package io.sweep4j.sweep;

/** What is odd about a trial that stayed finite. A heuristic's remark, not a verdict. */
public enum Warning {
    /** Nothing changed from epoch to epoch: the gradient is zero or nearly so, or the learning rate is too small. */
    DEAD_NETWORK("Cost and accuracies are the same in every epoch: nothing is learned any more."),
    /** The best accuracy is no better than always answering with the most frequent class. */
    CHANCE_LEVEL("The best accuracy is no better than always answering with the most frequent class."),
    /** A cross-entropy cost below 0, which outputs above 1 bring about: not comparable with an honest one. */
    COST_BELOW_ZERO("Outputs above 1 make this cross-entropy negative: the cost says nothing about fit."),
    /** Multi-class cross-entropy over outputs that need not sum to 1. */
    UNNORMALISED_OUTPUT("The outputs need not sum to 1, so cross-entropy can fall while accuracy does too."),
    /** The cost went on falling while the validation accuracy fell. */
    OVERFITTING("The cost went on falling after the validation accuracy had begun to fall.");

    private final String meaning;

    Warning(String meaning) {
        this.meaning = meaning;
    }

    /** What it says, one sentence. */
    public String meaning() {
        return meaning;
    }
}
