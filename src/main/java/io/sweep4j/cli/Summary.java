package io.sweep4j.cli;

import io.sweep4j.execution.LimitReached;
import io.sweep4j.execution.RunReport;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.report.TerminalSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;

/** How a run ends on standard output. */
final class Summary {
    private Summary() {}

    /** @param reused numbers of the trials whose results come from other sweeps */
    static void print(Context context, SweepComparison result, Set<Long> reused, RunReport run, Path report)
            throws IOException {
        PrintWriter out = context.console().out();
        String sweep = result.sweep().name();
        TerminalSummary.write(out, result, trial -> NextCommand.of(context, "explain", sweep, Long.toString(trial)));
        out.println();
        if (run.done() > 0) {
            out.println(run.done() + " of these " + (run.done() == 1 ? "was" : "were")
                    + " done before and not trained again");
        }
        long reusedHere = result.ranking().stream()
                .filter(trial -> trial.stored().inPlan() && reused.contains(trial.number()))
                .count();
        if (reusedHere > 0) {
            out.println(reusedHere + " reused from other sweeps");
        }
        long orphans = result.ranking().stream()
                .filter(trial -> !trial.stored().inPlan())
                .count();
        if (orphans > 0) {
            out.println(orphans + (orphans == 1 ? " earlier trial is" : " earlier trials are")
                    + " not in the sweep file any more (in_plan false)");
        }
        LimitReached limit = run.limit();
        if (limit != null && !run.interrupted()) {
            out.println(
                    "ended early: " + LimitWording.reason(limit, result.sweep().metric()));
        }
        long pending = run.remaining() - run.again();
        if (pending > 0) {
            out.println(pending + " still to be trained");
        }
        if (run.again() > 0) {
            out.println(run.again() + " more that --rerun "
                    + context.option("rerun").orElse("") + " asks for");
        }
        out.println("report: " + report);
    }
}
