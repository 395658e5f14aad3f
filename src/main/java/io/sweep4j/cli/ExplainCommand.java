package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;

/** Says why a trial diverged. */
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
            } else if (trial.divergence() == null) {
                out.println("trial " + trial.trial().number() + " of " + sweep.name() + " is " + trial.state()
                        + ": nothing in it went non-finite");
            } else {
                story(out, sweep, trial, trial.divergence());
            }
        }
        return ExitCode.DONE;
    }

    private static void story(PrintWriter out, StoredSweep sweep, StoredTrial trial, Divergence divergence) {
        out.println("sweep " + sweep.name() + ", trial " + trial.trial().number());
        out.println(trial.trial().configuration());
        out.println();
        out.println("cause:   " + divergence.cause());
        out.println("where:   epoch " + divergence.epoch() + ", iteration " + divergence.iteration() + ": the "
                + divergence.quantity().label()
                + (divergence.layer() == null ? "" : " of layer " + divergence.layer()) + " became "
                + word(divergence.kind()));
        out.println("why:     " + divergence.explanation());
        out.println("advice:  " + divergence.cause().advice());
        out.println();
        out.println("evidence:");
        for (Map.Entry<String, Object> entry : divergence.evidence().entrySet()) {
            out.printf("  %-32s %s%n", entry.getKey(), figure(entry.getValue()));
        }
    }

    private static String word(NumberKind kind) {
        return kind == NumberKind.NAN ? "NaN" : kind.label();
    }

    private static String figure(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none: it was the first iteration"
                    : list.stream().map(ExplainCommand::figure).collect(Collectors.joining(" "));
        }
        return value instanceof Double number ? String.format(Locale.ROOT, "%.5g", number) : value.toString();
    }
}
