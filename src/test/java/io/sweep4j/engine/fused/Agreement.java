package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Whether this engine's numbers are DL4J's. */
final class Agreement {
    private Agreement() {}

    /** Where slopes go to infinity, as they do for losses that divide by outputs, one ulp more of output counts squared. */
    static void checkSteep(String what, float[] at, float[] is, float[] should) {
        float[] near = is.clone();
        for (int i = 0; i < is.length; i++) {
            boolean close = Math.abs((double) is[i] - should[i]) <= 2.5e-7 * should[i] * should[i];
            near[i] = close && should[i] != 0 && Float.isFinite(is[i]) ? should[i] : is[i];
        }
        check(what, 10, at, near, should);
    }

    /** @param scale of what went in: what cancels is off by a share of it */
    static void check(String what, double scale, float[] at, float[] is, float[] should) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < is.length; i++) {
            if (!agree(is[i], should[i], scale)) {
                differences.add("at " + at[i] + " " + is[i] + ", not " + should[i]);
            }
        }
        assertThat(differences.stream().limit(30))
                .as("%s: %d", what, differences.size())
                .isEmpty();
    }

    /** DL4J's own error is the larger part: its exponential is off by 2.4e-6 at −72, its tanh by two ulps. */
    private static boolean agree(float is, float should, double scale) {
        if (!Float.isFinite(is) || !Float.isFinite(should) || is == 0 || should == 0) {
            return Float.compare(is, should) == 0;
        }
        return Math.abs((double) is - should) <= Math.max(3e-7 * scale, 4e-6 * Math.abs(should));
    }
}
