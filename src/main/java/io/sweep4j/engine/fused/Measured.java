package io.sweep4j.engine.fused;

import io.sweep4j.engine.Evaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network makes of each split.
 *
 * @param train without accuracy where it was not asked for
 */
record Measured(Evaluation train, Evaluation validation, Evaluation test) {

    /** One for each trial of the panel. */
    static List<Measured> of(Panel panel, Resources resources, boolean withTrain) {
        int classes = resources.data().info().classes();
        List<Evaluation> validation = resources.validation().evaluate(panel, classes);
        List<Evaluation> test = resources.test().evaluate(panel, classes);
        List<Evaluation> train = withTrain ? resources.train().evaluate(panel, classes) : List.of();
        List<Measured> measured = new ArrayList<>();
        for (int trial = 0; trial < validation.size(); trial++) {
            measured.add(new Measured(
                    withTrain ? train.get(trial) : Evaluation.NONE, validation.get(trial), test.get(trial)));
        }
        return measured;
    }
}
