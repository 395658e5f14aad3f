package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One configuration, seed and dataset give one curve, bit for bit. */
class DeterminismTest {
    private static final String SWEEP = """
            name: mixed
            dataset: {name: digits, train: 200, validation: 100, test: 100}
            train_accuracy: true
            repeats: 2
            parameters:
              hidden: %s
              updater: %s
              activation: %s
              dropout: 0.3
              l2: 0.001
              learning_rate: 0.05
              decay: 0.01
              batch_size: 30
              epochs: 3
            """;

    @TempDir
    Path temp;

    private List<String> curves(String database, String text, String... options) {
        CliRun cli = new CliRun(temp.resolve(database));
        String[] arguments = {"run", cli.file("mixed.yaml", text), "--quiet", options[0], options[1]};
        cli.run(arguments).succeeded();
        return cli.column("SELECT hidden, updater, activation, seed, c.epoch, cost, cost_kind, train_accuracy,"
                + " validation_accuracy, test_accuracy, c.learning_rate, applied_learning_rate, diverged"
                + " FROM curves c JOIN results r ON r.sweep = c.sweep AND r.trial = c.trial"
                + " ORDER BY hidden, updater, activation, seed, epoch");
    }

    @Test
    void neither_threads_nor_order_change_a_bit() {
        String text = SWEEP.formatted("[[], [7], [8, 5]]", "[adam, nesterovs]", "[tanh, relu]");
        String turned = SWEEP.formatted("[[8, 5], [], [7]]", "[nesterovs, adam]", "[relu, tanh]");

        List<String> one = curves("one", text, "--threads", "1");
        List<String> three = curves("three", text, "--threads", "3");
        List<String> other = curves("other", turned, "--threads", "2");

        assertThat(one).hasSizeGreaterThanOrEqualTo(3 * 2 * 2 * 2);
        assertThat(three).isEqualTo(one);
        assertThat(other).isEqualTo(one);
    }
}
