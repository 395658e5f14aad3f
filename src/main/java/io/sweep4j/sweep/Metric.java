package io.sweep4j.sweep;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What trials are ranked by, and which way is better. */
public record Metric(Name name, Goal goal) {

    /** The quantities that a sweep can be ranked by. */
    public enum Name {
        COST(Goal.MINIMIZE),
        TRAIN_ACCURACY(Goal.MAXIMIZE),
        VALIDATION_ACCURACY(Goal.MAXIMIZE),
        TEST_ACCURACY(Goal.MAXIMIZE);

        private final Goal usualGoal;

        Name(Goal usualGoal) {
            this.usualGoal = usualGoal;
        }

        /** The goal of a file that names none. */
        public Goal usualGoal() {
            return usualGoal;
        }

        /** The name in sweep files and tables. */
        public String yaml() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The metric of that name, if there is one. */
        public static Optional<Name> named(String yaml) {
            return Stream.of(values()).filter(n -> n.yaml().equals(yaml)).findFirst();
        }
    }

    /** Which way is better. */
    public enum Goal {
        MINIMIZE,
        MAXIMIZE;

        /** The name in sweep files. */
        public String yaml() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** True when {@code candidate} is strictly better; never for NaN. */
        public boolean better(double candidate, double incumbent) {
            return this == MINIMIZE ? candidate < incumbent : candidate > incumbent;
        }
    }
}
