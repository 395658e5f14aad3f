package io.sweep4j.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.cluster.ClusterSettings;
import io.sweep4j.engine.TrainingUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class SparkSettingsTest {
    @TempDir
    Path folder;

    private SparkConf with(Map<String, String> options) {
        return SparkSettings.of(
                new ClusterSettings("x", "spark://host:7077", options, 3L << 30, Duration.ofSeconds(1), note -> {}),
                Optional.of("10.0.0.1"),
                Map.of("SPARK_CONF_DIR", folder.toString()));
    }

    private void installed(String settings) throws IOException {
        Files.writeString(folder.resolve("spark-defaults.conf"), settings);
    }

    @Test
    void what_no_one_says_is_what_training_needs() {
        SparkConf conf = with(Map.of());
        assertThat(conf.get("spark.executor.memory")).isEqualTo("3072m");
        assertThat(conf.get("spark.driver.host")).isEqualTo("10.0.0.1");
        assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
        assertThat(conf.get("spark.extraListeners")).isEqualTo(ExecutorWatch.class.getName());
    }

    @Test
    void an_installed_sparks_settings_and_secret_are_taken() throws IOException {
        installed("# of the cluster\nspark.authenticate true\nspark.authenticate.secret   s3cret \nother.key 1\n");
        SparkConf conf = with(Map.of());
        assertThat(conf.get("spark.authenticate")).isEqualTo("true");
        assertThat(conf.get("spark.authenticate.secret")).isEqualTo("s3cret");
        assertThat(conf.contains("other.key")).isFalse();
    }

    @Test
    void the_command_line_wins_over_an_installed_sparks_settings_and_these_over_defaults() throws IOException {
        installed("spark.executor.memory 2g\nspark.executor.cores 4\nspark.ui.enabled true\n");
        SparkConf conf = with(Map.of("spark.executor.memory", "5g"));
        assertThat(conf.get("spark.executor.memory")).isEqualTo("5g");
        assertThat(conf.get("spark.executor.cores")).isEqualTo("4");
        assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    }

    @Test
    void listeners_of_the_user_are_kept() {
        assertThat(with(Map.of("spark.extraListeners", "com.example.Mine")).get("spark.extraListeners"))
                .isEqualTo("com.example.Mine," + ExecutorWatch.class.getName());
    }

    @Test
    void work_is_not_repeated_behind_the_runs_back() throws IOException {
        installed("spark.speculation true\n");
        SparkConf conf = with(Map.of("spark.task.maxFailures", "4"));
        assertThat(conf.get("spark.task.maxFailures")).isEqualTo("1");
        assertThat(conf.get("spark.speculation")).isEqualTo("false");
    }

    @Test
    void settings_that_cant_be_read_are_an_error_that_names_the_file() throws IOException {
        installed("spark.app.name \\u12\n");
        assertThatThrownBy(() -> with(Map.of()))
                .isInstanceOf(TrainingUnavailableException.class)
                .hasMessageContaining(folder.resolve("spark-defaults.conf") + " can't be read");
    }
}
