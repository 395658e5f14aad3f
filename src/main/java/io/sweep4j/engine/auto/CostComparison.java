package io.sweep4j.engine.auto;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.CostDifference;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.engine.replay.Stepwise;
import io.sweep4j.sweep.Configuration;
import java.util.function.BiFunction;

/** Trains one trial of a kind for some iterations on both engines, and compares their costs. */
record CostComparison(FusedEngine fused, Dl4jEngine dl4j) implements BiFunction<Kind, Dataset, Verdict> {
    private static final int ITERATIONS = 50;

    @Override
    public Verdict apply(Kind kind, Dataset data) {
        Configuration configuration = kind.representative();
        double deviation = 0;
        try (Stepwise trained = fused.stepwise(configuration, data);
                Stepwise expected = dl4j.stepwise(configuration, data)) {
            for (int i = 0; i < ITERATIONS; i++) {
                trained.next();
                expected.next();
                deviation = Math.max(deviation, CostDifference.of(trained.cost(), expected.cost()));
            }
        }
        return new Verdict(kind.toString(), ITERATIONS, deviation);
    }
}
