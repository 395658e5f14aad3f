package io.sweep4j.cli;

import io.sweep4j.report.Comparison;
import io.sweep4j.report.RowFormat;
import io.sweep4j.report.TrialStory;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.commons.cli.Options;

/** Says why a trial diverged, or what became of it instead. */
final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String arguments() {
        return "SWEEP TRIAL";
    }

    @Override
    public String summary() {
        return "where a trial diverged, and why";
    }

    @Override
    public Options options() {
        return RowOptions.options();
    }

    @Override
    public Arity arity() {
        return new Arity(2, 2);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        PrintWriter out = context.console().out();
        try (SweepStore store = context.openStoreToRead()) {
            StoredSweep sweep = context.sweep(store, context.arguments().get(0));
            StoredTrial trial =
                    ShowCommand.trial(store, sweep, context.arguments().get(1));
            if (format != RowFormat.TABLE) {
                // The name and the number are known to be sound by now.
                SqlRows.print(
                        store,
                        "SELECT * FROM divergences WHERE sweep = '" + sweep.name() + "' AND trial = "
                                + trial.trial().number(),
                        format,
                        out);
            } else {
                Comparison comparison = Comparison.of(ReportInputs.of(store, sweep));
                TrialStory.write(out, comparison.sweeps().get(0), trial);
            }
        }
        return ExitCode.DONE;
    }
}
