package io.sweep4j.sweep;

import java.util.List;
import java.util.Map;

/**
 * The names DL4J gives to activations, losses, weight initialisations and updaters, held here so that a sweep file can
 * be checked without loading DL4J; a test of the engine keeps the lists equal to DL4J's own.
 */
final class Names {
    static final Domain.Names ACTIVATIONS = new Domain.Names(
            List.of(
                    "cube",
                    "elu",
                    "gelu",
                    "hardsigmoid",
                    "hardtanh",
                    "identity",
                    "leakyrelu",
                    "mish",
                    "rationaltanh",
                    "rectifiedtanh",
                    "relu",
                    "relu6",
                    "rrelu",
                    "selu",
                    "sigmoid",
                    "softmax",
                    "softplus",
                    "softsign",
                    "swish",
                    "tanh",
                    "thresholdedrelu"),
            Map.of(),
            Map.of(),
            Map.of());

    static final Domain.Names LOSSES = new Domain.Names(
            List.of(
                    "cosine_proximity",
                    "hinge",
                    "kl_divergence",
                    "l1",
                    "l2",
                    "mcxent",
                    "mean_absolute_error",
                    "mean_squared_logarithmic_error",
                    "mse",
                    "negativeloglikelihood",
                    "poisson",
                    "reconstruction_crossentropy",
                    "squared_hinge",
                    "squared_loss",
                    "xent"),
            Map.of("nll", "negativeloglikelihood"),
            Map.of(
                    "mean_absolute_percentage_error",
                    "it divides by the label, and the labels of all other classes are 0",
                    "sparse_mcxent",
                    "it takes class numbers where Sweep4j gives one output a class; mcxent is the same loss",
                    "wasserstein",
                    "it rewards the smallest output at the true class, so accuracy falls as it trains"),
            Map.of(
                    "negativeloglikelihood", "mcxent",
                    "squared_loss", "mse",
                    "reconstruction_crossentropy", "kl_divergence"));

    static final Domain.Names WEIGHT_INITS = new Domain.Names(
            List.of(
                    "zero",
                    "ones",
                    "sigmoid_uniform",
                    "normal",
                    "lecun_normal",
                    "uniform",
                    "xavier",
                    "xavier_uniform",
                    "xavier_fan_in",
                    "xavier_legacy",
                    "relu",
                    "relu_uniform",
                    "lecun_uniform",
                    "var_scaling_normal_fan_in",
                    "var_scaling_normal_fan_out",
                    "var_scaling_normal_fan_avg",
                    "var_scaling_uniform_fan_in",
                    "var_scaling_uniform_fan_out",
                    "var_scaling_uniform_fan_avg"),
            Map.of(),
            Map.of(
                    "distribution", "it needs a distribution of its own; normal and uniform are the usual ones",
                    "identity", "it needs square layers"),
            Map.of("lecun_normal", "normal", "xavier_fan_in", "normal"));

    static final Domain.Names UPDATERS = new Domain.Names(
            List.of("sgd", "nesterovs", "adam", "adamax", "amsgrad", "nadam", "rmsprop", "adagrad"),
            Map.of(),
            Map.of(
                    "adabelief", "DL4J 1.0.0-M2.1 stops with an error in its first update",
                    "adadelta", "it has no learning rate, so there is nothing to sweep or decay",
                    "none", "it trains nothing",
                    "noop", "it trains nothing",
                    "custom", "it names no updater"),
            Map.of());

    static final Domain.Names DECAY_SCHEDULES =
            new Domain.Names(List.of("iteration", "epoch", "reported"), Map.of(), Map.of(), Map.of());

    private Names() {}
}
