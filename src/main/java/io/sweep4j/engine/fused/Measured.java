package io.sweep4j.engine.fused;

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
        List<Evaluation> validation = Evaluation.of(panel, resources.validation(), classes);
        List<Evaluation> test = Evaluation.of(panel, resources.test(), classes);
        List<Evaluation> train = withTrain ? Evaluation.of(panel, resources.train(), classes) : List.of();
        List<Measured> measured = new ArrayList<>();
        for (int trial = 0; trial < validation.size(); trial++) {
            measured.add(new Measured(
                    withTrain ? train.get(trial) : new Evaluation(null, null), validation.get(trial), test.get(trial)));
        }
        return measured;
    }
}
