package io.sweep4j.cli;

import io.sweep4j.execution.RunListener;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import org.jspecify.annotations.Nullable;

/** Shows how a run is going; closed when it is over. */
interface Progress extends RunListener, AutoCloseable {

    /** The display for a {@code --progress} word. */
    static Progress of(String how, Console console, SweepFile file) {
        Metric metric = file.plan().sweep().metric();
        return switch (how) {
            case "none" -> new Silence();
            case "lines" -> new ProgressLines(console, metric);
            default -> console.terminal() ? new ProgressBar(console, metric) : new ProgressLines(console, metric);
        };
    }

    @Override
    void close();

    /** No display. */
    final class Silence implements Progress {
        @Override
        public void planned(long trials, long epochs) {}

        @Override
        public void started(Trial trial) {}

        @Override
        public void observed(Trial trial, Observation observation) {}

        @Override
        public void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error) {}

        @Override
        public void close() {}
    }
}
