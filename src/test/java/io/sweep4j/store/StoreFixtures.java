package io.sweep4j.store;

import io.sweep4j.engine.Configurations;
import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Dimension;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Sweeps, trials and events for tests. */
public final class StoreFixtures {
    public static final Metric ACCURACY = new Metric(Metric.Name.VALIDATION_ACCURACY, Metric.Goal.MAXIMIZE);
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private StoreFixtures() {}

    /** A sweep over learning rates. */
    public static Sweep sweep(String name, double... rates) {
        return sweep(name, ACCURACY, rates);
    }

    /** A sweep with a metric over one learning rate. */
    static Sweep sweep(String name, Metric metric) {
        return sweep(name, metric, 0.1);
    }

    private static Sweep sweep(String name, Metric metric, double... rates) {
        List<Value> values =
                DoubleStream.of(rates).<Value>mapToObj(Value.Real::of).toList();
        return new Sweep(
                name,
                "rates",
                DatasetSpec.digits(),
                metric,
                Map.of(),
                List.of(new Dimension(List.of(new Axis(Parameter.LEARNING_RATE, values)))),
                List.of(),
                1,
                OnDivergence.STOP,
                false,
                0,
                Limits.NONE,
                "name: " + name);
    }

    /** The sweep {@code s} with trials 1 to n, waiting. */
    public static List<Trial> define(SweepStore store, int n) {
        return define(store, "s", n);
    }

    public static List<Trial> define(SweepStore store, String name, int n) {
        store.define(sweep(name, 0.1), n);
        List<Trial> trials = LongStream.rangeClosed(1, n)
                .mapToObj(number -> Configurations.trial(number, "learning_rate=" + number / 1024.0))
                .toList();
        store.register(name, trials);
        return trials;
    }

    public static Observation epoch(int epoch, double cost, Double accuracy) {
        return new Observation(epoch, cost, null, accuracy, accuracy, 0.1, 0.1, !Double.isFinite(cost), 0.25);
    }

    public static TrialEvent started(Trial trial) {
        return new TrialEvent.Started(trial, "fake", "thread 1", NOON);
    }

    public static List<TrialEvent> observed(Trial trial, List<Observation> epochs) {
        return epochs.stream()
                .<TrialEvent>map(epoch -> new TrialEvent.Observed(trial, epoch))
                .toList();
    }

    public static TrialEvent ended(Trial trial, TrialState outcome) {
        return new TrialEvent.Ended(
                trial,
                outcome,
                outcome == TrialState.DIVERGED ? divergence() : null,
                outcome == TrialState.FAILED ? "it broke" : null,
                List.of(),
                NOON.plusSeconds(9));
    }

    public static Divergence divergence() {
        return new Divergence(
                2,
                7,
                Divergence.Quantity.COST,
                NumberKind.NAN,
                null,
                Cause.LOG_OF_ZERO,
                "log 0 is −∞",
                Map.of("cost", "nan", "samples", 128L, "norms", List.of(1.0, 2.5), "none", List.of()));
    }

    /** A whole trial: start, epochs, end. */
    public static List<TrialEvent> whole(Trial trial, TrialState outcome, Observation... epochs) {
        List<TrialEvent> events = new ArrayList<>(List.of(started(trial)));
        events.addAll(observed(trial, List.of(epochs)));
        events.add(ended(trial, outcome));
        return events;
    }

    /** Records events in a run of their own. */
    public static void record(SweepStore store, List<TrialEvent> events) {
        try (RunWriter writer = store.beginRun("s", "{}")) {
            writer.write(events);
            writer.finish(false);
        }
    }

    /** The rows of a query. */
    public static List<List<Object>> rows(SweepStore store, String sql) {
        List<List<Object>> rows = new ArrayList<>();
        try (ReadOnlyQuery query = store.query(sql)) {
            query.rows().forEachRemaining(rows::add);
        }
        return rows;
    }

    /** The one cell of a query. */
    public static Object cell(SweepStore store, String sql) {
        return rows(store, sql).get(0).get(0);
    }
}
