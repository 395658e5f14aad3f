package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Whether this engine's numbers are DL4J's. */
final class Agreement {
    private Agreement() {}

    static void check(String what, float[] at, float[] is, float[] should) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < is.length; i++) {
            if (!agree(is[i], should[i])) {
                differences.add("at " + at[i] + " " + is[i] + ", not " + should[i]);
            }
        }
        assertThat(differences.stream().limit(30))
                .as("%s: %d", what, differences.size())
                .isEmpty();
    }

    /** DL4J's own error is the larger part: its exponential is off by 2.4e-6 at −72, its tanh by two ulps. */
    private static boolean agree(float is, float should) {
        if (!Float.isFinite(is) || !Float.isFinite(should) || is == 0 || should == 0) {
            return Float.compare(is, should) == 0;
        }
        return Math.abs((double) is - should) <= Math.max(2.5e-7, 4e-6 * Math.abs(should));
    }
}
