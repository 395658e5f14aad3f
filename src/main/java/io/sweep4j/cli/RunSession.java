package io.sweep4j.cli;

import io.sweep4j.dashboard.Dashboard;
import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.execution.LimitReached;
import io.sweep4j.execution.Numbering;
import io.sweep4j.execution.Provenance;
import io.sweep4j.execution.Rerun;
import io.sweep4j.execution.RunReport;
import io.sweep4j.execution.Standing;
import io.sweep4j.execution.SweepRunner;
import io.sweep4j.execution.Version;
import io.sweep4j.report.Comparison;
import io.sweep4j.report.ReportFormats;
import io.sweep4j.report.Reports;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Trains what is pending of a checked sweep file, and tells how it went: the common part of run and resume. */
final class RunSession {
    /** What {@code --engine} takes, the default first; so below. */
    static final List<String> ENGINES = List.of("auto", "dl4j", "fused");

    static final List<String> PROGRESS = List.of("auto", "lines", "none");
    /** What {@code --rerun} takes. */
    static final List<String> RERUNS = List.of("failed", "diverged", "all");

    /** A day, which is for ever. */
    private static final long LONGEST_REPLAY = 86_400;

    static final long MEGABYTE = 1L << 20;

    private RunSession() {}

    static Options options() {
        Options options = new Options();
        ExecutorOptions.all().forEach(options::addOption);
        return options.addOption(Option.builder()
                        .longOpt("threads")
                        .hasArg()
                        .argName("N")
                        .desc("batches trained at once (default: one a core)")
                        .get())
                .addOption(Option.builder()
                        .longOpt("engine")
                        .hasArg()
                        .argName("NAME")
                        .desc("auto (default), dl4j or fused")
                        .get())
                .addOption(Option.builder()
                        .longOpt("cache")
                        .hasArg()
                        .argName("MB")
                        .desc("memory for batches that trials share (default: a quarter of Java's heap)")
                        .get())
                .addOption(Option.builder()
                        .longOpt("out")
                        .hasArg()
                        .argName("DIR")
                        .desc("folder for the reports (default results/SWEEP)")
                        .get())
                .addOption(Option.builder()
                        .longOpt("limit")
                        .hasArg()
                        .argName("N")
                        .desc("train only the first N trials that are to be trained")
                        .get())
                .addOption(Option.builder()
                        .longOpt("rerun")
                        .hasArg()
                        .argName("OUTCOME")
                        .desc("train finished trials again too: failed, diverged or all")
                        .get())
                .addOption(Option.builder()
                        .longOpt("reuse")
                        .desc("take results of equal trials from other sweeps in the database")
                        .get())
                .addOption(Option.builder()
                        .longOpt("progress")
                        .hasArg()
                        .argName("HOW")
                        .desc("auto (default), lines or none")
                        .get())
                .addOption(Option.builder()
                        .longOpt("isolate")
                        .desc("train in processes of their own, so that a crash of native code costs no other trial")
                        .get())
                .addOption(Option.builder()
                        .longOpt("replay-seconds")
                        .hasArg()
                        .argName("N")
                        .desc(
                                "longest replay of the iterations before a divergence (default 10); 0 looks at the bad one alone")
                        .get())
                .addOption(Option.builder()
                        .longOpt("quiet")
                        .desc("no progress and no notes")
                        .get())
                .addOption(Option.builder()
                        .longOpt("fail-on-diverged")
                        .desc("exit with 1 if a trial diverged")
                        .get())
                .addOption(DashboardOptions.serve())
                .addOption(WebBrowser.option("the report, or the dashboard if there is one,"))
                .addOption(DashboardOptions.port());
    }

    /** Settings of the command line, checked before anything is read or made. */
    record Settings(
            boolean cluster,
            int threads,
            String engine,
            long cache,
            long limit,
            Rerun rerun,
            Duration replayPatience,
            String progress,
            String out) {
        static Settings of(Context context) throws CliException {
            long threads = context.whole("threads", 1, Runtime.getRuntime().availableProcessors());
            if (threads > 1_024) {
                throw CliException.usage("--threads takes at most 1024, not '" + threads + "'");
            }
            String engine = context.choice("engine", ENGINES);
            DashboardOptions.check(context);
            return new Settings(
                    ExecutorOptions.cluster(context),
                    (int) threads,
                    engine,
                    context.whole("cache", 1, Runtime.getRuntime().maxMemory() / 4 / MEGABYTE),
                    context.whole("limit", 0, Long.MAX_VALUE),
                    rerun(context),
                    Duration.ofSeconds(Math.min(LONGEST_REPLAY, context.whole("replay-seconds", 0, 10))),
                    context.has("quiet") ? "none" : context.choice("progress", PROGRESS),
                    context.option("out").orElse(""));
        }

        private static Rerun rerun(Context context) throws CliException {
            return context.has("rerun")
                    ? Rerun.valueOf(context.choice("rerun", RERUNS).toUpperCase(Locale.ROOT))
                    : Rerun.NONE;
        }
    }

    static int run(Context context, Settings settings, SweepFile file) throws CliException, IOException {
        Path folder = settings.out().isEmpty()
                ? Path.of("results", file.plan().sweep().name())
                : context.path(settings.out());
        context.databasePath(); // a bad one is told before anything is loaded or made
        Engines.check(settings, file);
        Dl4jEngine.preload();
        Dataset data = load(context, file);
        try (SweepStore store = openStore(context);
                Engines.Opened training = Engines.open(context, settings, file.plan(), data);
                Dashboard dashboard = DashboardOptions.beside(context, store)) {
            FileMessages.make(folder); // if it can't be made, that is better known before training than after
            if (!context.has("quiet")) {
                RunNotes.of(store.crashes()).forEach(context.console()::note);
                Standing before = new Numbering(store.trials(file.plan().sweep().name())).standing(file.plan());
                DataNote.of(store, file, before).ifPresent(context.console()::note);
                RunNotes.of(before, settings.rerun()).forEach(context.console()::note);
            }
            TrainingEngine engine = training.engine();
            SweepRunner runner = new SweepRunner(store, engine, training.threads(), Clock.systemUTC());
            runner.trainAgain(settings.rerun());
            if (context.has("reuse")) {
                runner.reuseOthers();
            }
            Supplier<String> provenance = () -> Provenance.json(
                    Version.current(), engine.name(), engine.provenance(), training.threads(), data.info());
            RunReport report;
            try (Interrupts interrupts = Interrupts.callOnFirst(() -> {
                        context.console()
                                .note(
                                        (context.console().terminal() ? "\n" : "")
                                                + "stopping when the running trials end their epoch; Ctrl-C again stops at once");
                        runner.stop();
                    });
                    Progress progress = Progress.of(settings.progress(), context.console(), file)) {
                report = runner.run(file.plan(), data, provenance, settings.limit(), progress);
            } catch (TrainingUnavailableException e) {
                throw CliException.unavailable(
                        e.getMessage() + "\nwhat is recorded is safe; go on with: "
                                + NextCommand.resumption(
                                        context, file.plan().sweep().name()),
                        e);
            }
            if (!settings.progress().equals("none")) {
                Engines.judgement(engine.provenance()).ifPresent(context.console()::note);
            }
            int code = conclude(context, store, file, report, folder);
            if (dashboard != null) {
                dashboard.close();
            }
            store.closeCompact();
            return code;
        }
    }

    private static SweepStore openStore(Context context) throws CliException {
        if (!context.has(RunCommand.MOVE_DAMAGED)) {
            return context.openStore();
        }
        return SweepStore.openAnew(
                context.databasePath(),
                Clock.systemUTC(),
                aside -> context.console().note("the damaged database is now " + aside + "; starting a new one"));
    }

    static Dataset load(Context context, SweepFile file) throws CliException {
        DatasetSpec spec = file.plan().sweep().dataset();
        context.noteIfElsewhere(spec.kind());
        try {
            return context.datasets().load(spec);
        } catch (DatasetOptionException e) {
            throw SweepFile.optionProblem(file.definition(), e);
        } catch (DatasetException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static int conclude(Context context, SweepStore store, SweepFile file, RunReport report, Path folder)
            throws CliException, IOException {
        StoredSweep sweep = store.sweep(file.plan().sweep().name()).orElseThrow();
        Comparison comparison = Comparison.of(ReportInputs.of(store, sweep));
        List<Path> written = write(context, comparison, folder, sweep.name());
        SweepComparison result = comparison.sweeps().get(0);
        Summary.print(context, result, store.reused(sweep.name()).keySet(), report, written.get(0));
        context.console().out().flush();
        if (!DashboardOptions.asked(context)) {
            WebBrowser.openIfAsked(context, written.get(0).toUri().toString());
        }
        if (report.interrupted()) {
            if (!context.has("quiet")) {
                context.console().note("interrupted; go on with: " + NextCommand.resumption(context, sweep.name()));
            }
            return ExitCode.INTERRUPTED;
        }
        LimitReached limit = report.limit();
        if (limit != null && !context.has("quiet")) {
            context.console().note(LimitWording.advice(limit, sweep.metric(), report.remaining()));
        }
        boolean failed = count(result, TrialState.FAILED) > 0;
        boolean diverged = count(result, TrialState.DIVERGED) > 0;
        return failed || (diverged && context.has("fail-on-diverged")) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static List<Path> write(Context context, Comparison comparison, Path folder, String sweep)
            throws CliException {
        try {
            return Reports.write(comparison, folder, ReportFormats.all());
        } catch (IOException e) {
            throw CliException.unavailable(
                    "the trials are recorded, but not all reports are written: " + FileMessages.of(e)
                            + "; write them later with: " + NextCommand.report(context, sweep),
                    e);
        }
    }

    private static long count(SweepComparison result, TrialState state) {
        return result.counts().getOrDefault(state, 0L);
    }
}
