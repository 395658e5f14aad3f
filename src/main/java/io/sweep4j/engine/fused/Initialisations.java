package io.sweep4j.engine.fused;

import io.sweep4j.engine.dl4j.Networks;
import io.sweep4j.sweep.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks before training, drawn by DL4J itself; those drawn last are kept for others that begin alike. Thread-safe. */
final class Initialisations {
    private static final int MOST = 16;

    private record Key(Shape shape, String weightInit, long seed) {}

    private final Map<Key, float[]> drawn = new LinkedHashMap<>(16, 0.75f, true);

    /** Parameters in DL4J's order. */
    float[] of(Configuration configuration, Shape shape) {
        float[] parameters = drawn(configuration, shape).clone();
        int at = 0;
        for (int layer = 0; layer < shape.layers(); layer++) {
            at += shape.inputs(layer) * shape.outputs(layer);
            for (int j = 0; j < shape.outputs(layer); j++) {
                parameters[at++] = (float) configuration.biasInit();
            }
        }
        return parameters;
    }

    private synchronized float[] drawn(Configuration configuration, Shape shape) {
        Key key = new Key(shape, configuration.weightInit(), configuration.seed());
        float[] parameters = drawn.get(key);
        if (parameters == null) {
            if (drawn.size() >= MOST) {
                drawn.remove(drawn.keySet().iterator().next());
            }
            parameters = Networks.initialParameters(configuration, shape.inputs(), shape.classes());
            drawn.put(key, parameters);
        }
        return parameters;
    }
}
