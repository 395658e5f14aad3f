package io.sweep4j.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportTest {
    private static final String REPORT = """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f7ba4cd2f94, pid=4916, tid=4936
            #
            # JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)
            # Problematic frame:
            # C  [libnd4jcpu.so+0xed2f94]  gemm(float*)+0x124
            #

            ---------------  T H R E A D  ---------------

            Current thread (0x00007f7b9c1183b0):  JavaThread "sweep4j-trial-37" [_thread_in_native, id=4936]
            """;

    @TempDir
    Path temp;

    private CrashReport read(String text) throws IOException {
        return CrashReport.read(Files.writeString(temp.resolve("report.log"), text), 4_916, Instant.EPOCH)
                .orElseThrow();
    }

    @Test
    void the_signal_the_frame_and_the_trial_are_told() throws IOException {
        CrashReport report = read(REPORT);

        assertThat(report.cause()).isEqualTo("SIGSEGV in C [libnd4jcpu.so+0xed2f94] gemm(float*)+0x124");
        assertThat(report.trials()).containsExactly(37L);
        assertThat(read(REPORT.replace("-37", "-37,4,5")).trials()).containsExactly(37L, 4L, 5L);
    }

    @Test
    void a_thread_that_trains_nothing_names_no_trial() throws IOException {
        assertThat(read(REPORT.replace("JavaThread \"sweep4j-trial-37\"", "GCTaskThread \"GC Thread#1\""))
                        .trials())
                .isEmpty();
        assertThat(read(REPORT.replace("sweep4j-trial-37", "sweep4j-recorder")).trials())
                .isEmpty();
    }

    @Test
    void an_error_without_a_frame_is_told_by_its_name() throws IOException {
        assertThat(read("""
                        #
                        # There is insufficient memory for the Java Runtime Environment to continue.
                        # Native memory allocation (mmap) failed to map 65536 bytes for committing reserved memory.
                        #
                        #  Out of Memory Error (os_linux.cpp:2795), pid=4916, tid=4936
                        #
                        """).cause()).isEqualTo("Out of Memory Error (os_linux.cpp:2795)");
    }

    @Test
    void what_is_no_report_of_the_process_does_not_count() throws IOException {
        Path file = Files.writeString(temp.resolve("report.log"), REPORT);

        assertThat(CrashReport.read(file, 4_917, Instant.EPOCH)).isEmpty();
        assertThat(CrashReport.read(file, 4_916, Instant.now().plusSeconds(60))).isEmpty();
        assertThat(CrashReport.read(temp.resolve("none.log"), 4_916, Instant.EPOCH))
                .isEmpty();
        assertThat(CrashReport.read(temp, 4_916, Instant.EPOCH)).isEmpty();
        assertThat(CrashReport.read(Files.writeString(file, "free text"), 4_916, Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void the_place_is_the_options_then_the_working_folder() {
        assertThat(ErrorFile.of(temp + "/crash-%p-%%p.log", 12)).contains(temp.resolve("crash-12-%p.log"));
        assertThat(ErrorFile.of("", 12)).contains(Path.of("hs_err_pid12.log").toAbsolutePath());
        assertThat(ErrorFile.of(temp + "/missing/crash-%p.log", 12))
                .contains(Path.of("hs_err_pid12.log").toAbsolutePath());
    }
}
