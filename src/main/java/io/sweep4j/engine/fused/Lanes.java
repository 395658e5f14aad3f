package io.sweep4j.engine.fused;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** How many float32 numbers this machine computes with at once. Bits never depend on it: no sum runs across lanes. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** A power of two. */
    static final int COUNT = SPECIES.length();

    private Lanes() {}

    /** The vector that begins at element i. */
    static FloatVector at(float[] array, int i) {
        return FloatVector.fromArray(SPECIES, array, i);
    }

    /** The value in every lane. */
    static FloatVector of(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** The next multiple of {@link #COUNT}. */
    static int padded(int n) {
        return (n + COUNT - 1) & -COUNT;
    }
}
