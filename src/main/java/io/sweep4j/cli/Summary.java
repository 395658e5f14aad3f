package io.sweep4j.cli;

import io.sweep4j.execution.RunReport;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.report.TerminalSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** How a run ends on standard output. */
final class Summary {
    private Summary() {}

    static void print(PrintWriter out, SweepComparison result, RunReport run, Path report) throws IOException {
        TerminalSummary.write(out, result);
        out.println();
        if (run.done() > 0) {
            out.println(run.done() + " of these were done before and not trained again");
        }
        if (run.remaining() > 0) {
            out.println(run.remaining() + " still to be trained");
        }
        out.println("report: " + report);
    }
}
