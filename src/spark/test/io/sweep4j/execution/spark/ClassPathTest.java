package io.sweep4j.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks Maven, offline, what the builds run with. Another version of a library could change what training computes. */
@Tag("spark")
@Timeout(300)
class ClassPathTest {
    @TempDir
    Path temp;

    @Test
    void the_build_with_spark_has_the_libraries_of_the_everyday_one_in_their_order()
            throws IOException, InterruptedException {
        List<String> everyday = runtimeClassPath("everyday");
        List<String> withSpark = runtimeClassPath("spark", "-Pspark");

        assertThat(everyday).anyMatch(library -> library.contains("deeplearning4j-nn"));
        assertThat(withSpark).containsExactlyElementsOf(everyday);
    }

    private List<String> runtimeClassPath(String name, String... more) throws IOException, InterruptedException {
        Path list = temp.resolve(name + ".txt");
        Path said = temp.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                "mvn",
                "-o",
                "-B",
                "-ntp",
                "-q",
                "dependency:build-classpath",
                "-DincludeScope=runtime",
                "-Dmdep.outputFile=" + list));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().remove("MAVEN_ARGS"); // might name the profile

        int exit = builder.start().waitFor();

        assertThat(exit).as("%s: %s", command, Files.readString(said)).isZero();
        return List.of(Files.readString(list).strip().split(File.pathSeparator));
    }
}
