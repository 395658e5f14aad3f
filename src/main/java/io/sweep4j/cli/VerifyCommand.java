package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.definition.RecordedSource;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.execution.Numbering;
import io.sweep4j.execution.PlanMark;
import io.sweep4j.execution.Standing;
import io.sweep4j.report.RowFormat;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Trains recorded trials once more: on the engine that recorded them, to the same bits, and on DL4J. Writes nothing. */
final class VerifyCommand implements Command {
    private static final int SAMPLE = 5;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String arguments() {
        return "SWEEP";
    }

    @Override
    public String summary() {
        return "train recorded trials once more and compare";
    }

    @Override
    public Options options() {
        Options options = RowOptions.options();
        options.addOption(Option.builder()
                .longOpt("sample")
                .hasArg()
                .argName("N")
                .desc("trials, spread evenly over those of the plan that are done (default " + SAMPLE + ")")
                .get());
        return options;
    }

    @Override
    public Arity arity() {
        return new Arity(1, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        String name = context.arguments().get(0);
        long sample = context.whole("sample", 1, SAMPLE);
        try (SweepStore store = context.openStoreToRead()) {
            RecordedSource source = RecordedSource.of(context.sweep(store, name).definition());
            SweepFile file = SweepFile.load(context, "sweep " + name, source.text(), source.overrides());
            Standing standing = new Numbering(store.trials(name)).standing(file.plan());
            List<StoredTrial> trials = sample(standing, sample);
            if (trials.isEmpty()) {
                context.console().note("there is nothing to verify: no trial of the plan COMPLETED or DIVERGED");
            }
            boolean fused = trials.stream().anyMatch(trial -> "fused".equals(trial.engine()));
            if (fused && !FusedEngine.available()) {
                throw CliException.unavailable(Engines.LACKING, null);
            }
            Dataset data = RunSession.load(context, file);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            boolean repeated = true;
            try (TrainingEngine dl4j = new Dl4jEngine(Duration.ZERO)) {
                for (StoredTrial trial : trials) {
                    List<Observation> recorded = store.curve(name, trial.trial().number());
                    Retraining onDl4j = Retraining.of(trial.trial(), file.plan().sweep(), data, dl4j);
                    Retraining again = "fused".equals(trial.engine()) ? onFused(trial, file, data) : onDl4j;
                    boolean same = again.repeats(trial.state(), recorded);
                    repeated &= same && onDl4j.state() == trial.state();
                    rows.add(row(trial, same, onDl4j, recorded));
                }
            }
            format.write(
                    context.console().out(),
                    List.of("trial", "engine", "state", "same_bits", "dl4j_state", "dl4j_cost_difference"),
                    rows);
            long done = done(standing).size();
            if (trials.size() < done) {
                context.console().note(trials.size() + " of " + done + " trials were verified; --sample N takes more");
            }
            return repeated ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static Retraining onFused(StoredTrial trial, SweepFile file, Dataset data) {
        try (TrainingEngine fused =
                new FusedEngine(Duration.ZERO, Runtime.getRuntime().maxMemory() / 4)) {
            return Retraining.of(trial.trial(), file.plan().sweep(), data, fused);
        }
    }

    private static List<@Nullable Object> row(
            StoredTrial trial, boolean same, Retraining onDl4j, List<Observation> recorded) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(trial.trial().number());
        row.add(trial.engine());
        row.add(trial.state().name());
        row.add(same);
        row.add(onDl4j.state().name());
        row.add(onDl4j.costDifference(recorded));
        return row;
    }

    /** Of the plan alone: what is no longer in it may have been trained on other data, which can't be had back. */
    private static List<StoredTrial> sample(Standing standing, long wanted) {
        List<StoredTrial> done = done(standing);
        long count = Math.min(wanted, done.size());
        List<StoredTrial> sample = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            sample.add(done.get((int) (i * done.size() / count)));
        }
        return sample;
    }

    private static List<StoredTrial> done(Standing standing) {
        return standing.recorded().stream()
                .filter(planned -> planned.mark() == PlanMark.DONE)
                .map(planned -> Objects.requireNonNull(planned.stored()))
                .filter(trial -> trial.state() == TrialState.COMPLETED || trial.state() == TrialState.DIVERGED)
                .toList();
    }
}
