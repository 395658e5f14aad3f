package io.sweep4j.engine.dl4j;

import io.sweep4j.sweep.Configuration;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Turns a configuration into the DL4J network it describes. */
public final class Networks {
    private Networks() {}

    /**
     * Builds and initialises a network on the calling thread, which must also be the one to train it: ND4J's random
     * generator belongs to the thread.
     */
    public static MultiLayerNetwork create(Configuration configuration, int features, int classes) {
        return create(
                configuration, features, classes, loss(configuration.loss()).getILossFunction());
    }

    /**
     * A new network's parameters, as they are before training: layer by layer, for each output its weights, then all biases.
     * The network itself is given back.
     */
    public static float[] initialParameters(Configuration configuration, int features, int classes) {
        NativeThreads.limitToOne();
        MultiLayerNetwork network = create(configuration, features, classes);
        float[] parameters = network.params().data().asFloat();
        INDArray updaterState = network.getUpdater().getStateViewArray();
        if (updaterState != null && updaterState.closeable()) {
            updaterState.close();
        }
        network.getFlattenedGradients().close();
        network.params().close();
        return parameters;
    }

    /** The same with a loss function of the caller's, that of the configuration or one around it. */
    static GradientNetwork create(Configuration configuration, int features, int classes, ILossFunction loss) {
        GradientNetwork network = new GradientNetwork(describe(configuration, features, classes, loss));
        network.init();
        ISchedule schedule = schedule(configuration);
        if (schedule != null && configuration.updater().equals("adagrad")) {
            network.setLearningRate(schedule); // AdaGrad.clone() of 1.0.0-M2.1 loses the schedule it is built with
        }
        return network;
    }

    /** The network in DL4J's own terms. */
    static MultiLayerConfiguration describe(
            Configuration configuration, int features, int classes, ILossFunction loss) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(configuration.seed())
                .updater(updater(configuration))
                .weightInit(weightInit(configuration.weightInit()))
                .biasInit(configuration.biasInit())
                .l1(configuration.l1())
                .l2(configuration.l2())
                .list();
        List<Integer> hidden = configuration.hidden();
        int inputs = features;
        for (int i = 0; i < hidden.size(); i++) {
            layers.layer(new DenseLayer.Builder()
                    .name("hidden" + (i + 1))
                    .nIn(inputs)
                    .nOut(hidden.get(i))
                    .activation(activation(configuration.activation()))
                    .dropOut(kept(configuration, i))
                    .build());
            inputs = hidden.get(i);
        }
        layers.layer(new OutputLayer.Builder(loss)
                .name("output")
                .nIn(inputs)
                .nOut(classes)
                .activation(activation(configuration.outputActivation()))
                .dropOut(kept(configuration, hidden.size()))
                .build());
        // DL4J refuses pairings such as tanh with cross-entropy; trying them is what a sweep is for.
        return layers.validateOutputLayerConfig(false).build();
    }

    /** Whether the loss takes labels of −1 and 1 instead of 0 and 1. */
    static boolean signedLabels(Configuration configuration) {
        return configuration.loss().endsWith("hinge");
    }

    /** DL4J's dropOut takes the share that is kept, and 0 for no dropout. */
    private static double kept(Configuration configuration, int layer) {
        return layer == 0 || configuration.dropout() == 0 ? 0 : 1 - configuration.dropout();
    }

    static Activation activation(String name) {
        return Activation.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static LossFunction loss(String name) {
        return LossFunction.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static WeightInit weightInit(String name) {
        return WeightInit.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static IUpdater updater(Configuration configuration) {
        IUpdater updater = switch (configuration.updater()) {
            case "sgd" -> new Sgd();
            case "nesterovs" -> new Nesterovs(configuration.momentum());
            case "adam" -> new Adam();
            case "adamax" -> new AdaMax();
            case "amsgrad" -> new AMSGrad();
            case "nadam" -> new Nadam();
            case "rmsprop" -> new RmsProp();
            case "adagrad" -> new AdaGrad();
            default -> throw new IllegalArgumentException("no such updater: " + configuration.updater());
        };
        updater.setLrAndSchedule(configuration.appliedLearningRate(0, 0), schedule(configuration));
        return updater;
    }

    private static @Nullable ISchedule schedule(Configuration configuration) {
        if (configuration.decay() == 0) {
            return null;
        }
        double factor = 1 - configuration.decay();
        return switch (configuration.decaySchedule()) {
            case ITERATION -> new ExponentialSchedule(ScheduleType.ITERATION, configuration.learningRate(), factor);
            case EPOCH -> new ExponentialSchedule(ScheduleType.EPOCH, configuration.learningRate(), factor);
            case REPORTED -> null;
        };
    }
}
