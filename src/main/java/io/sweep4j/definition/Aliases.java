package io.sweep4j.definition;

import io.sweep4j.sweep.Parameter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What other tools call things, as hints only: a sweep file has one word for each thing. */
final class Aliases {
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("lr", "learning_rate"),
            Map.entry("eta", "learning_rate"),
            Map.entry("step_size", "learning_rate"),
            Map.entry("bs", "batch_size"),
            Map.entry("batch", "batch_size"),
            Map.entry("minibatch_size", "batch_size"),
            Map.entry("layers", "hidden"),
            Map.entry("hidden_layers", "hidden"),
            Map.entry("hidden_layer_sizes", "hidden"),
            Map.entry("hidden_size", "hidden"),
            Map.entry("units", "hidden"),
            Map.entry("optimizer", "updater"),
            Map.entry("optimiser", "updater"),
            Map.entry("solver", "updater"),
            Map.entry("bias", "bias_init"),
            Map.entry("biases", "bias_init"),
            Map.entry("init", "weight_init"),
            Map.entry("initializer", "weight_init"),
            Map.entry("kernel_initializer", "weight_init"),
            Map.entry("weight_initializer", "weight_init"),
            Map.entry("weights", "weight_init"),
            Map.entry("weight_decay", "l2"),
            Map.entry("lr_decay", "decay"),
            Map.entry("learning_rate_decay", "decay"),
            Map.entry("gamma", "decay"),
            Map.entry("scheduler", "decay_schedule"),
            Map.entry("num_epochs", "epochs"),
            Map.entry("n_epochs", "epochs"),
            Map.entry("max_epochs", "epochs"),
            Map.entry("max_iter", "epochs"),
            Map.entry("random_seed", "seed"),
            Map.entry("random_state", "seed"),
            Map.entry("dropout_rate", "dropout"),
            Map.entry("drop_prob", "dropout"),
            Map.entry("cost", "loss"),
            Map.entry("criterion", "loss"),
            Map.entry("loss_function", "loss"),
            Map.entry("nonlinearity", "activation"));

    private static final Map<Parameter, Map<String, String>> NAMES = Map.of(
            Parameter.ACTIVATION, activations(),
            Parameter.OUTPUT_ACTIVATION, activations(),
            Parameter.LOSS,
                    Map.of(
                            "crossentropy", "mcxent",
                            "cross_entropy", "mcxent",
                            "categorical_crossentropy", "mcxent",
                            "softmax_cross_entropy", "mcxent",
                            "log_loss", "mcxent",
                            "binary_crossentropy", "xent",
                            "mean_squared_error", "mse",
                            "mae", "mean_absolute_error",
                            "kld", "kl_divergence"),
            Parameter.WEIGHT_INIT,
                    Map.of(
                            "zeros", "zero",
                            "glorot", "xavier",
                            "glorot_normal", "xavier",
                            "glorot_uniform", "xavier_uniform",
                            "he", "relu",
                            "kaiming", "relu",
                            "he_normal", "relu",
                            "he_uniform", "relu_uniform",
                            "gaussian", "normal"),
            Parameter.UPDATER,
                    Map.of(
                            "momentum", "nesterovs",
                            "nesterov", "nesterovs",
                            "gradient_descent", "sgd",
                            "adamw", "adam"));

    private static final Map<String, String> METRICS = Map.ofEntries(
            Map.entry("accuracy", "validation_accuracy"),
            Map.entry("acc", "validation_accuracy"),
            Map.entry("val_accuracy", "validation_accuracy"),
            Map.entry("val_acc", "validation_accuracy"),
            Map.entry("test_acc", "test_accuracy"),
            Map.entry("train_acc", "train_accuracy"),
            Map.entry("loss", "cost"),
            Map.entry("train_loss", "cost"),
            Map.entry("val_loss", "cost"),
            Map.entry("validation_loss", "cost"));

    private Aliases() {}

    private static Map<String, String> activations() {
        return Map.of("linear", "identity", "none", "identity", "logistic", "sigmoid", "leaky_relu", "leakyrelu");
    }

    /** The parameter that other tools know by this name. */
    static Optional<String> parameter(String name) {
        return Optional.ofNullable(PARAMETERS.get(name.toLowerCase(Locale.ROOT).replace('-', '_')));
    }

    /** The metric that other tools know by this name. */
    static Optional<String> metric(String name) {
        return Optional.ofNullable(METRICS.get(name.toLowerCase(Locale.ROOT).replace('-', '_')));
    }

    /** The value of a parameter that other tools know by this name. */
    static Optional<String> value(Parameter parameter, String name) {
        return Optional.ofNullable(NAMES.getOrDefault(parameter, Map.of())
                .get(name.toLowerCase(Locale.ROOT).replace('-', '_')));
    }
}
