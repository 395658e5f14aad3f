package io.sweep4j.definition;

/** The sweep file that a newcomer starts from. */
final class Template {
    private static final String TEXT = """
            # A sweep trains one network for every combination of the values below.
            # Look at the combinations first with 'sweep4j plan', then train them with 'sweep4j run'.

            name: %s            # letters, digits, '.', '_' and '-'; identifies the sweep in the database
            description: Which activation learns best, and at which learning rate?

            # digits needs no file and no network. Others: mnist, fashion-mnist, or your own table:
            # dataset: {name: csv, path: flowers.csv, label: species}
            dataset: digits

            # What trials are ranked by: validation_accuracy, test_accuracy or cost.
            metric: {name: validation_accuracy, goal: maximize}

            parameters:
              # A list is an axis: the sweep tries each of its values. Without hidden layers this is the
              # output's activation, and tanh is there to show a divergence: its outputs can be negative.
              activation: [tanh, sigmoid, softmax]
              # A range is an axis too: 3 values, each 10 times the one before, both ends included.
              learning_rate: {min: 0.01, max: 1, count: 3, distribution: log_uniform_values}
              # A single value is the same for all trials.
              epochs: 5
              batch_size: 128
              # Hidden layers by their widths. Without this line there are none; [128, 64] would make two.
              # hidden: [64]

            # Combinations to leave out:
            # exclude: [{activation: softmax, learning_rate: 1}]

            # Axes that move together instead of being combined, with equally many values each:
            # zip: [[activation, learning_rate]]

            # Train each combination this often, each time with another seed:
            repeats: 1

            # What to do when a trial's numbers blow up: stop it, or continue to the last epoch.
            on_divergence: stop

            # Where to end early, over all runs of the sweep together; and how long one trial may take:
            # budget: {wall_clock: 30m, trials: 100}
            # timeout: 5m
            """;

    private Template() {}

    static String of(String name) {
        // Plain, this one name would be YAML's word for nothing.
        String spelled = name.equalsIgnoreCase("null") ? "\"" + name + "\"" : name;
        return TEXT.replace("%s", spelled);
    }
}
