package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sweep4j.cluster.ClusterProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --executor} says without a cluster; nothing is made then. */
class ExecutorOptionsTest {
    @TempDir
    Path temp;

    private CliRun cli;
    private String file;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        file = cli.file("x.yaml", "name: x\nparameters: {learning_rate: [0.1, 0.2]}\n");
    }

    @Test
    void a_build_without_spark_says_how_to_get_one_with_it() {
        assumeThat(ServiceLoader.load(ClusterProvider.class))
                .as("this is such a build")
                .isEmpty();
        SortedSet<String> before = cli.files();

        CliRun.Outcome outcome = cli.run("run", file, "--executor", "spark", "--master", "spark://host:7077");

        assertThat(outcome.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.err())
                .startsWith("this build has no Spark executor; ")
                .contains("mvn -B -ntp -Pspark -DskipTests package");
        assertThat(cli.files()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --executor sparc                                       | --executor takes one of threads, spark, not 'sparc', did you mean 'spark'?
            --executor spark                                       | --executor spark needs to know the cluster: --master spark://HOST:7077
            --master spark://host:7077                             | --master is for --executor spark
            --conf spark.executor.memory=2g                        | --conf is for --executor spark
            --executor-timeout 5                                   | --executor-timeout is for --executor spark
            --executor spark --master local[2] --isolate           | --isolate is for threads
            --executor spark --master local[2] --conf memory=2g    | --conf takes KEY=VALUE with a key such as spark.executor.memory, not 'memory=2g'
            --executor spark --master local[2] --executor-timeout 0 | --executor-timeout takes a whole number from 1 on, not '0'
            """)
    void options_that_do_not_fit_are_refused_before_anything_is_made(String options, String message) {
        SortedSet<String> before = cli.files();

        CliRun.Outcome outcome = cli.run(("run " + file + " " + options).split(" "));

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith(message);
        assertThat(cli.files()).isEqualTo(before);
    }
}
