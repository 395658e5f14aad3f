package io.sweep4j.divergence;

import io.sweep4j.sweep.Configuration;

/** Whether large weights were made by what is to keep them small. Pure functions. */
final class Penalty {
    private Penalty() {}

    /** Steps that grow without the gradients of the cost must come from the gradients of the penalties, if there are any. */
    static boolean drives(Growths growths, Configuration configuration) {
        return growths.steps().sustained()
                && !growths.gradients().sustained()
                && (configuration.l1() > 0 || configuration.l2() > 0);
    }

    /** {@code l1}, {@code l2} or {@code l1 and l2}, whichever are above 0. */
    static String names(Configuration configuration) {
        return configuration.l2() == 0 ? "l1" : configuration.l1() == 0 ? "l2" : "l1 and l2";
    }

    /** How the penalties did it, a part of a sentence. With plain gradient descent l2 multiplies weights by a number. */
    static String how(Configuration configuration, double rate) {
        double product = rate * configuration.l2();
        if (product <= 2) {
            return "the penalty on large weights (l1 " + Explanation.figure(configuration.l1()) + ", l2 "
                    + Explanation.figure(configuration.l2()) + ") drives them at a learning rate of "
                    + Explanation.figure(rate);
        }
        return "learning_rate · l2 = " + Explanation.figure(product) + " is above 2"
                + (configuration.updater().equals("sgd")
                        ? ", and an update multiplies each weight by 1 − " + Explanation.figure(product)
                        : "");
    }
}
