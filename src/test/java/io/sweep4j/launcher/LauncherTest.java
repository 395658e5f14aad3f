package io.sweep4j.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the real launcher in a small copy of the project. Its PATH holds the few system tools it may use, and a Java and
 * a Maven that only say what they were asked.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {
    private static final List<String> SYSTEM_TOOLS =
            List.of("cat", "find", "head", "mkdir", "mv", "readlink", "rm", "sleep");

    /** Prints how native threads wait, its arguments and its folder, a line each. */
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo 'openjdk version "%s" 2026-01-01' >&2
                exit 0
            fi
            printf '%%s\\n' "native threads $OMP_NUM_THREADS" "$@" "in $(pwd)"
            exit "${FAKE_EXIT:-0}"
            """;

    /** Notes each build, and waits in it while there is a file named hold. */
    private static final String MAVEN = """
            #!/bin/sh
            case " $* " in
                *' -v '*)
                    echo 'Apache Maven %s (0123abc)'
                    exit 0
                    ;;
            esac
            echo 'Maven speaks'
            echo "$*" >>builds
            echo "$MAVEN_OPTS" >options
            while [ -f hold ]; do sleep 0.05; done
            [ ! -f broken ] || exit 1
            case " $* " in
                *' -Pspark '*) target=target/spark ;;
                *) target=target ;;
            esac
            mkdir -p "$target/lib"
            : >"$target/sweep4j.jar"
            """;

    @TempDir
    Path temp;

    private Path tools;
    private Path checkout;
    private Map<String, String> environment;

    private record Outcome(int exit, List<String> out, String err) {}

    @BeforeEach
    void makeCheckout() throws IOException {
        temp = temp.toRealPath();
        tools = Files.createDirectory(temp.resolve("tools"));
        for (String tool : SYSTEM_TOOLS) {
            passOn(tool);
        }
        program("java", JAVA.formatted("17.0.9"));
        program("javac", "#!/bin/sh\n");
        program("mvn", MAVEN.formatted("3.8.7"));

        checkout = Files.createDirectories(temp.resolve("the project"));
        Files.copy(Path.of("sweep4j"), checkout.resolve("sweep4j"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(checkout.resolve("src/main/java"));
        Files.writeString(checkout.resolve("src/main/java/Main.java"), "class Main {}");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        age(checkout.resolve("pom.xml"), Duration.ofHours(2));
        ageSources(Duration.ofHours(2));

        environment = new LinkedHashMap<>(Map.of("PATH", tools.toString(), "HOME", temp.toString()));
    }

    @Test
    void theFirstStartBuildsAndKeepsMavensOutputOffStdout() throws IOException, InterruptedException {
        Outcome outcome = launch("list");

        assertThat(outcome.exit).isZero();
        assertThat(builds()).hasSize(1).first().asString().endsWith("package");
        assertThat(outcome.err).contains("building").contains("Maven speaks");
        assertThat(outcome.out).doesNotContain("Maven speaks").contains("io.sweep4j.cli.Main", "list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--executor spark", "--executor=spark"})
    void aRunOnSparkTakesTheBuildWithSparkAndKeepsItUpToDate(String option) throws IOException, InterruptedException {
        Path spark =
                Files.createDirectories(checkout.resolve("target/spark/spark")).getParent();
        Files.writeString(spark.resolve("sweep4j.jar"), "");
        String[] run = ("run x.yaml " + option).split(" ");

        launch(run);
        Outcome outcome = launch(run);

        assertThat(builds()).singleElement().asString().contains(" -Pspark ");
        assertThat(outcome.out)
                .containsSequence("-cp", spark.resolve("sweep4j.jar") + ":" + spark.resolve("spark") + "/*");
        assertThat(launch("run", "x.yaml").out)
                .containsSequence("-cp", checkout.resolve("target/sweep4j.jar").toString());
    }

    @Test
    void withoutABuildWithSparkTheEverydayOneIsAsked() throws IOException, InterruptedException {
        Outcome outcome = launch("run", "x.yaml", "--executor", "spark");

        assertThat(builds()).singleElement().asString().doesNotContain("spark");
        assertThat(outcome.out)
                .containsSequence("-cp", checkout.resolve("target/sweep4j.jar").toString());
    }

    @Test
    void mavenEndsWithoutColourCodesAndKeepsItsOwnOptions() throws IOException, InterruptedException {
        environment.put("MAVEN_OPTS", "-Xmx300m");

        launch("list");

        assertThat(checkout.resolve("options")).hasContent("-Djansi.noreset=true -Xmx300m");
    }

    @Test
    void aStartWithAnUpToDateBuildIsSilentAndNeedsNoMaven() throws IOException, InterruptedException {
        launch("list");
        Files.delete(tools.resolve("mvn"));

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isZero();
        assertThat(outcome.err).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java/Main.java", "src/main/java", ".mvn/jvm.config"})
    void whatIsNewerThanTheBuildLeadsToANewOne(String changed) throws IOException, InterruptedException {
        Files.createDirectories(checkout.resolve(".mvn"));
        if (changed.startsWith(".mvn")) {
            Files.writeString(checkout.resolve(changed), "");
        }
        launch("list");
        age(checkout.resolve("target/.built"), Duration.ofHours(1));
        age(checkout.resolve(".mvn"), Duration.ofHours(2));
        age(checkout.resolve(changed), Duration.ofMinutes(30));

        Outcome outcome = launch("list");

        assertThat(builds()).hasSize(2);
        assertThat(outcome.err).contains("newer than the build");
    }

    @Test
    void aChangeDuringTheBuildLeadsToANewOne() throws IOException, InterruptedException {
        Files.createFile(checkout.resolve("hold"));
        Running first = start(checkout, checkout.resolve("sweep4j"), "list");
        first.awaitBuild();
        age(checkout.resolve("src/main/java/Main.java"), Duration.ofSeconds(-1));
        Files.delete(checkout.resolve("hold"));
        first.end();

        launch("list");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void aNewBuildLeavesTheJarOfARunningSweepIntact() throws IOException, InterruptedException {
        launch("list");
        Path jar = Files.writeString(checkout.resolve("target/sweep4j.jar"), "in use");
        Path held = Files.createLink(temp.resolve("held"), jar);
        age(checkout.resolve("target/.built"), Duration.ofHours(3));

        launch("list");

        assertThat(jar).isEmptyFile();
        assertThat(held).hasContent("in use");
    }

    @Test
    void aFailedBuildStartsNothingAndIsTriedAgain() throws IOException, InterruptedException {
        Files.createFile(checkout.resolve("broken"));

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err).contains("the build failed");
        Files.delete(checkout.resolve("broken"));
        assertThat(launch("list").exit).isZero();
        assertThat(builds()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsAtTheSameTimeBuildOnce(boolean withFlock) throws IOException, InterruptedException {
        if (withFlock) {
            assumeThat(systemTool("flock")).isPresent();
            passOn("flock");
        }
        Files.createFile(checkout.resolve("hold"));
        Running first = start(checkout, checkout.resolve("sweep4j"), "list");
        first.awaitBuild();
        Running second = start(checkout, checkout.resolve("sweep4j"), "show");
        second.awaitMessage("waiting for another start");
        Files.delete(checkout.resolve("hold"));

        assertThat(first.end().exit).isZero();
        assertThat(second.end().exit).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aLockLeftByAnEndedStartIsTakenOver() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("sh", "-c", ":").start();
        ended.waitFor();
        Path lock = Files.createDirectories(checkout.resolve("target/.locked"));
        Files.writeString(lock.resolve("pid"), Long.toString(ended.pid()));

        assertThat(launch("list").exit).isZero();
        assertThat(builds()).hasSize(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void aCopyWithoutSourcesIsNeverBuilt() throws IOException, InterruptedException {
        Path installed = Files.createDirectories(temp.resolve("installed"));
        Files.copy(Path.of("sweep4j"), installed.resolve("sweep4j"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(installed.resolve("sweep4j.jar"));
        Files.delete(tools.resolve("mvn"));

        Outcome outcome = start(temp, installed.resolve("sweep4j"), "list").end();

        assertThat(outcome.exit).isZero();
        assertThat(outcome.out).contains(installed + "/sweep4j.jar");
    }

    @Test
    void sweep4jHomeNamesAnInstalledCopy() throws IOException, InterruptedException {
        Path installed = Files.createDirectories(temp.resolve("installed"));
        Files.createFile(installed.resolve("sweep4j.jar"));
        environment.put("SWEEP4J_HOME", installed.toString());

        assertThat(launch("list").out).contains(installed + "/sweep4j.jar");
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @Test
    void aFolderWithNothingToStartIsNamed() throws IOException, InterruptedException {
        environment.put("SWEEP4J_HOME", temp.resolve("nothing").toString());

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.err).contains("no sweep4j.jar in " + temp.resolve("nothing"));
    }

    @Test
    void symbolicLinksAreFollowedAndTheCallersFolderIsKept() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Path elsewhere = Files.createDirectories(temp.resolve("else where"));
        Files.createSymbolicLink(bin.resolve("s4j"), Path.of("../the project/sweep4j"));
        Files.createSymbolicLink(elsewhere.resolve("sweep"), bin.resolve("s4j"));

        Outcome outcome = start(elsewhere, Path.of("./sweep"), "plan", "a.yaml").end();

        assertThat(outcome.exit).isZero();
        assertThat(outcome.out)
                .contains(checkout + "/target/sweep4j.jar", "in " + elsewhere)
                .doesNotContain("in " + checkout);
    }

    @Test
    void argumentsPassUnchanged() throws IOException, InterruptedException {
        String[] arguments = {"run", "my sweep.yaml", "*", "", "hidden=[[32],[64, 8]]", "$HOME", "a\\b\"c'd", "--"};
        environment.put("SWEEP4J_JAVA_OPTS", "-Dpattern=* -Dlast=1");
        Files.createFile(checkout.resolve("-Dpattern=file"));

        List<String> out = launch(arguments).out;

        int main = out.indexOf("io.sweep4j.cli.Main");
        assertThat(out.subList(main + 1, out.size() - 1)).containsExactly(arguments);
        assertThat(out.subList(main - 4, main)).startsWith("-Dpattern=*", "-Dlast=1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 130})
    void theExitCodePasses(int code) throws IOException, InterruptedException {
        environment.put("FAKE_EXIT", Integer.toString(code));

        assertThat(launch("run", "a.yaml").exit).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "--version", "validate", "plan", "list", "query", "explain"})
    void whatTrainsNothingStartsWithAQuickJava(String argument) throws IOException, InterruptedException {
        assertThat(launch(argument).out).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void trainingStartsWithAFastJavaUnlessOnlyHelpIsAskedFor() throws IOException, InterruptedException {
        assertThat(launch("run", "a.yaml").out)
                .contains("-XX:+UseParallelGC", "-Xmx2g")
                .doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(launch("run", "--help").out).contains("-XX:+UseSerialGC");
        assertThat(launch().out).contains("-XX:+UseSerialGC");
    }

    @Test
    void theHeapIsASizeOrAShareOfTheMemory() throws IOException, InterruptedException {
        environment.put("SWEEP4J_HEAP", "512m");
        assertThat(launch("run").out).contains("-Xmx512m");
        environment.put("SWEEP4J_HEAP", "40%");
        assertThat(launch("run").out).contains("-XX:MaxRAMPercentage=40").noneMatch(line -> line.startsWith("-Xmx"));
        environment.put("SWEEP4J_HEAP", "12.5%");
        assertThat(launch("run").out).contains("-XX:MaxRAMPercentage=12.5");
        environment.put("SWEEP4J_HEAP", "800000K");
        assertThat(launch("run").out).contains("-Xmx800000K");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2gb", "2 g", "g", "-1g", "1.5g", "0", "0g", "lots", "%", "0%", "101%", "1e2%", "1.2.3%", "5O%"})
    void anythingElseForTheHeapIsRefusedBeforeAnythingIsBuilt(String heap) throws IOException, InterruptedException {
        environment.put("SWEEP4J_HEAP", heap);

        Outcome outcome = launch("run");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.err)
                .contains("SWEEP4J_HEAP is '" + heap + "', but takes a size such as 2g or 512m, or a share of the")
                .hasLineCount(1);
        assertThat(outcome.out).isEmpty();
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @Test
    void nativeLibrariesAreUnpackedBelowTheCacheFolderIfThereIsOne() throws IOException, InterruptedException {
        String option = "-Dorg.bytedeco.javacpp.cachedir=";
        assertThat(launch("run").out).contains(option + temp + "/.cache/sweep4j/javacpp");
        environment.put("XDG_CACHE_HOME", temp.resolve("my cache").toString());
        assertThat(launch("run").out).contains(option + temp.resolve("my cache/sweep4j/javacpp"));
        environment.put("XDG_CACHE_HOME", tools.resolve("java") + "/not-a-folder");
        assertThat(launch("run").out).noneMatch(line -> line.startsWith(option));
        environment.remove("XDG_CACHE_HOME");
        environment.remove("HOME");
        assertThat(launch("run").out).noneMatch(line -> line.startsWith(option));
        assertThat(temp.resolve("my cache")).doesNotExist();
    }

    @Test
    void theReportOfACrashGoesToTheCacheFolderAndNothingOfItToStandardOutput()
            throws IOException, InterruptedException {
        assertThat(launch("run").out)
                .contains("-XX:ErrorFile=" + temp + "/.cache/sweep4j/hs_err_pid%p.log", "-XX:+DisplayVMOutputToStderr");
        environment.remove("HOME");
        assertThat(launch("run").out).noneMatch(line -> line.startsWith("-XX:ErrorFile"));
    }

    @Test
    void nativeCodeHasOneThreadATrialWhateverTheUserSays() throws IOException, InterruptedException {
        assertThat(launch("run").out).contains("native threads 1");
        environment.put("OMP_NUM_THREADS", "8");
        assertThat(launch("run").out).contains("native threads 1");
    }

    @Test
    void missingJavaIsReportedWithWhatToInstall() throws IOException, InterruptedException {
        environment.put("PATH", "");

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err)
                .contains("Java 17 or newer is needed", "apt-get install", "dnf install", "brew install");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_292", "16"})
    void oldJavaIsReportedWithItsVersion(String version) throws IOException, InterruptedException {
        program("java", JAVA.formatted(version));

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.err).contains("Java 17 or newer is needed", "is version " + version, "apt-get install");
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21.0.1", "25-ea"})
    void newJavaIsAccepted(String version) throws IOException, InterruptedException {
        program("java", JAVA.formatted(version));

        assertThat(launch("list").exit).isZero();
    }

    @Test
    void javaHomeComesBeforeThePathAndItsReleaseFileTellsTheVersion() throws IOException, InterruptedException {
        Path java = Files.createDirectories(temp.resolve("jdk/bin")).resolve("java");
        Files.copy(tools.resolve("java"), java, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(tools.resolve("javac"), java.resolveSibling("javac"), StandardCopyOption.COPY_ATTRIBUTES);
        environment.put("JAVA_HOME", temp.resolve("jdk").toString());

        Files.writeString(temp.resolve("jdk/release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"25.0.1\"\n");
        assertThat(launch("run").out).contains("--enable-native-access=ALL-UNNAMED");
        Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_292\"\n");
        assertThat(launch("run").err).contains(java + " is version 1.8.0_292");
        environment.put("JAVA_HOME", temp.resolve("gone").toString());
        assertThat(launch("run").err).contains("JAVA_HOME is " + temp.resolve("gone"));
    }

    @Test
    void aJavaWithoutCompilerIsReportedWhenABuildIsNeeded() throws IOException, InterruptedException {
        Files.delete(tools.resolve("javac"));

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.err).contains("Building needs a JDK", "no javac beside", "apt-get install");
    }

    @Test
    void missingMavenIsReportedWithWhatToInstall() throws IOException, InterruptedException {
        Files.delete(tools.resolve("mvn"));

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.err).contains("Maven 3.8 or newer is needed", "apt-get install maven", "brew install maven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "2.2.1", "3.0"})
    void oldMavenIsReportedWithItsVersion(String version) throws IOException, InterruptedException {
        program("mvn", MAVEN.formatted(version));

        Outcome outcome = launch("list");

        assertThat(outcome.exit).isEqualTo(3);
        assertThat(outcome.err).contains("Maven 3.8 or newer is needed", "is version " + version);
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.10.0", "4.0.0-rc-4"})
    void newMavenIsAccepted(String version) throws IOException, InterruptedException {
        program("mvn", MAVEN.formatted(version));

        assertThat(launch("list").exit).isZero();
    }

    /** A launcher under way. */
    private final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        void awaitBuild() throws IOException, InterruptedException {
            while (!Files.exists(checkout.resolve("builds"))) {
                pause();
            }
        }

        void awaitMessage(String text) throws IOException, InterruptedException {
            while (!Files.readString(err).contains(text)) {
                pause();
            }
        }

        /** Looks again a little later, and fails if the launcher has ended before what was waited for. */
        private void pause() throws IOException, InterruptedException {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("ended early: %s", Files.readString(err))
                    .isFalse();
        }

        Outcome end() throws IOException, InterruptedException {
            int exit = process.waitFor();
            return new Outcome(exit, Files.readAllLines(out), Files.readString(err));
        }
    }

    private Outcome launch(String... arguments) throws IOException, InterruptedException {
        return start(checkout, checkout.resolve("sweep4j"), arguments).end();
    }

    private Running start(Path folder, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds"));
    }

    private void program(String name, String text) throws IOException {
        Path program = Files.writeString(tools.resolve(name), text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private void ageSources(Duration age) throws IOException {
        Files.walkFileTree(checkout.resolve("src"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                age(file, age);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                age(folder, age);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    /** Makes a system tool reachable, by a script since JUnit warns of links that leave its temporary folder. */
    private void passOn(String tool) throws IOException {
        program(tool, "#!/bin/sh\nexec %s \"$@\"\n".formatted(systemTool(tool).orElseThrow()));
    }

    private static Optional<Path> systemTool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
