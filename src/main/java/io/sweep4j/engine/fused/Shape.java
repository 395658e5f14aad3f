package io.sweep4j.engine.fused;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.Configuration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many numbers go into a network and come out of each of its layers.
 *
 * @param outputs of each layer, the output layer last
 */
record Shape(int inputs, List<Integer> outputs) {
    Shape {
        outputs = List.copyOf(outputs);
    }

    static Shape of(Configuration configuration, DatasetInfo data) {
        List<Integer> outputs = new ArrayList<>(configuration.hidden());
        outputs.add(data.classes());
        return new Shape(data.features(), outputs);
    }

    int layers() {
        return outputs.size();
    }

    int inputs(int layer) {
        return layer == 0 ? inputs : outputs.get(layer - 1);
    }

    int outputs(int layer) {
        return outputs.get(layer);
    }

    int classes() {
        return outputs.get(outputs.size() - 1);
    }

    /** Weights and biases. */
    long parameters() {
        long parameters = 0;
        for (int layer = 0; layer < layers(); layer++) {
            parameters += (inputs(layer) + 1L) * outputs(layer);
        }
        return parameters;
    }
}
