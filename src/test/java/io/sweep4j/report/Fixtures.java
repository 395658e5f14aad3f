package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sweeps as a store would hand them out. */
final class Fixtures {
    static final Metric VALIDATION = new Metric(Metric.Name.VALIDATION_ACCURACY, Metric.Goal.MAXIMIZE);
    static final String HOSTILE = "<img src=x onerror=\"alert(1)\">'|`</script>\n=1+1\u202E";

    private static final List<String> NAMES = List.of("tanh", "sigmoid", "relu", "softmax");
    private static final double[] RATES = {0.001, 0.03162277660168379, 1.0};

    private Fixtures() {}

    /**
     * 24 trials, 10 epochs: with zero biases tanh and relu are NaN from the first epoch, identity-like steps grow out of
     * range in the fourth at the highest rate.
     */
    static ReportInput activations() {
        List<StoredTrial> trials = new ArrayList<>();
        Map<Long, List<Observation>> curves = new HashMap<>();
        long number = 0;
        for (String activation : NAMES) {
            for (double rate : RATES) {
                for (int bias = 0; bias < 2; bias++) {
                    number++;
                    boolean zero = bias == 0 && (activation.equals("tanh") || activation.equals("relu"));
                    boolean growing = bias == 1 && rate == 1 && !activation.equals("softmax");
                    int badEpoch = zero ? 1 : growing ? 4 : 0;
                    List<Observation> curve = curve(
                            10, badEpoch, (0.35 + 2 / (1 + 40 * rate)) * factor(activation) * (1 + bias * 0.15), rate);
                    curves.put(number, curve);
                    Configuration configuration = Configuration.of(Map.of(
                            Parameter.ACTIVATION,
                            new Value.Text(activation),
                            Parameter.LEARNING_RATE,
                            Value.Real.of(rate),
                            Parameter.BIAS_INIT,
                            Value.Real.of(bias),
                            Parameter.WEIGHT_INIT,
                            new Value.Text("zero")));
                    trials.add(trial(number, configuration, curve, divergence(badEpoch)));
                }
            }
        }
        return new ReportInput(
                sweep(
                        "bias-and-rate",
                        "Which activations survive zero biases, and at which learning rates?",
                        List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.BIAS_INIT),
                        trials.size()),
                trials,
                curves);
    }

    private static double factor(String activation) {
        return switch (activation) {
            case "tanh" -> 0.7;
            case "sigmoid" -> 1.5;
            case "relu" -> 0.95;
            default -> 0.45;
        };
    }

    /** One trial, of the given sweep name and description. */
    static ReportInput single(String name, String description) {
        List<Observation> curve = curve(3, 0, 0.5, 0.1);
        Configuration configuration = Configuration.of(Map.of());
        return new ReportInput(
                sweep(name, description, List.of(), 1),
                List.of(trial(1, configuration, curve, null)),
                Map.of(1L, curve));
    }

    /** A sweep that was planned and never started. */
    static ReportInput empty() {
        return new ReportInput(sweep("nothing-yet", "", List.of(Parameter.SEED), 3), List.of(), Map.of());
    }

    /** Two trials, both NaN from the first epoch on. */
    static ReportInput allDiverged() {
        List<StoredTrial> trials = new ArrayList<>();
        Map<Long, List<Observation>> curves = new HashMap<>();
        for (long number = 1; number <= 2; number++) {
            List<Observation> curve = curve(2, 1, 1, 0.1);
            Configuration configuration =
                    Configuration.of(Map.of(Parameter.LEARNING_RATE, Value.Real.of(number / 10.0)));
            trials.add(trial(number, configuration, curve, divergence(1)));
            curves.put(number, curve);
        }
        return new ReportInput(sweep("all-nan", "", List.of(Parameter.LEARNING_RATE), 2), trials, curves);
    }

    /** Every text that comes from outside is an attack. */
    static ReportInput hostile() {
        List<Observation> curve = curve(2, 1, 1, 0.1);
        Configuration configuration = Configuration.of(
                Map.of(Parameter.ACTIVATION, new Value.Text(HOSTILE), Parameter.LOSS, new Value.Text("=cmd()")));
        Divergence divergence = new Divergence(
                1,
                1,
                Divergence.Quantity.COST,
                NumberKind.NAN,
                HOSTILE,
                Cause.LOG_OF_ZERO,
                HOSTILE,
                Map.of(HOSTILE, HOSTILE));
        StoredTrial diverged = trial(1, configuration, curve, divergence);
        StoredTrial failed = new StoredTrial(
                new Trial(2, 1, "b".repeat(64), 1, Configuration.of(Map.of())),
                true,
                TrialState.FAILED,
                "dl4j",
                TrialSummary.EMPTY,
                null,
                List.of("odd"),
                HOSTILE,
                0.25,
                Instant.parse("2026-11-24T08:00:00Z"),
                Instant.parse("2026-11-24T08:00:01Z"),
                null);
        StoredSweep sweep = new StoredSweep(
                HOSTILE,
                HOSTILE,
                VALIDATION,
                List.of(Parameter.ACTIVATION, Parameter.LOSS),
                "FAILED",
                2,
                Instant.parse("2026-11-24T08:00:00Z"),
                null,
                "# " + HOSTILE + "\n```\n````\nname: x\n",
                "{\"os\":\"</script><script>alert(2)</script>\",\"cpu\":{\"cores\":2}}");
        return new ReportInput(sweep, List.of(diverged, failed), Map.of(1L, curve));
    }

    static StoredSweep sweep(String name, String description, List<Parameter> axes, long trials) {
        return new StoredSweep(
                name,
                description,
                VALIDATION,
                axes,
                "COMPLETED",
                trials,
                Instant.parse("2026-11-24T08:00:00.123456Z"),
                Instant.parse("2026-11-24T08:03:20Z"),
                """
                name: bias-and-rate
                dataset: digits
                parameters:
                  activation: [tanh, sigmoid, relu, softmax]
                  learning_rate: {min: 0.001, max: 1, count: 3, distribution: log_uniform_values}
                  bias_init: [0, 1]
                  weight_init: zero
                """,
                "{\"version\":\"0.1.0\",\"commit\":\"54de9da\",\"java\":\"17.0.15\",\"os\":\"Linux 6.1\","
                        + "\"cpu\":{\"model\":\"Xeon\",\"cores\":2},\"backend\":\"nd4j-native 1.0.0-M2.1\",\"threads\":2,"
                        + "\"dataset\":{\"name\":\"digits\",\"sizes\":[10000,2000,2000]}}");
    }

    static StoredTrial trial(
            long number, Configuration configuration, List<Observation> curve, @Nullable Divergence divergence) {
        TrialSummary summary = TrialSummary.EMPTY;
        for (Observation epoch : curve) {
            summary = summary.plus(epoch, VALIDATION);
        }
        return new StoredTrial(
                new Trial(number, 1, "a".repeat(64), 1, configuration),
                true,
                divergence == null ? TrialState.COMPLETED : TrialState.DIVERGED,
                "dl4j",
                summary,
                divergence,
                List.of(),
                null,
                0.37 * curve.size() + number * 0.01,
                Instant.parse("2026-11-24T08:00:00Z").plusSeconds(number),
                Instant.parse("2026-11-24T08:00:05Z").plusSeconds(number),
                null);
    }

    /** A sweep over these axes, a trial for each line of values, diverged in the epoch beside it unless that is 0. */
    static ReportInput sweep(List<Parameter> axes, List<Cell> cells) {
        List<StoredTrial> trials = new ArrayList<>();
        Map<Long, List<Observation>> curves = new HashMap<>();
        for (Cell cell : cells) {
            long number = trials.size() + 1;
            Map<Parameter, Value> values = new HashMap<>();
            for (int i = 0; i < axes.size(); i++) {
                values.put(axes.get(i), cell.values().get(i));
            }
            List<Observation> curve = curve(cell.epochs(), cell.badEpoch(), 0.5 + number * 0.01, 0.1);
            curves.put(number, curve);
            trials.add(trial(number, Configuration.of(values), curve, divergence(cell.badEpoch())));
        }
        return new ReportInput(sweep("cells", "", axes, trials.size()), trials, curves);
    }

    /** Four activations, four rates and three biases: one pair of axes has contours. One corner diverges. */
    static ReportInput numeric() {
        List<Cell> cells = new ArrayList<>();
        for (String activation : NAMES) {
            for (double rate : new double[] {0.001, 0.01, 0.1, 1}) {
                for (int bias : new int[] {0, 1, 3}) {
                    cells.add(cell(
                            activation.equals("tanh") && bias == 0 || rate == 1 && bias == 3 ? 2 : 0,
                            activation,
                            rate,
                            bias));
                }
            }
        }
        return sweep(List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.BIAS_INIT), cells);
    }

    /** A thousand trials of ten epochs over four axes, every ninth diverged. */
    static ReportInput thousand() {
        List<Cell> cells = new ArrayList<>();
        for (String activation : NAMES) {
            for (int rate = 1; rate <= 10; rate++) {
                for (int l2 = 0; l2 < 5; l2++) {
                    for (int bias = 0; bias < 5; bias++) {
                        Cell cell = cell(
                                cells.size() % 9 == 8 ? 1 + cells.size() % 5 : 0,
                                activation,
                                rate / 3.0,
                                l2 / 7.0,
                                bias);
                        cells.add(new Cell(cell.values(), 10, cell.badEpoch()));
                    }
                }
            }
        }
        return sweep(List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.L2, Parameter.BIAS_INIT), cells);
    }

    /** Values in the order of the axes; the first trials are the better ones. */
    record Cell(List<Value> values, int epochs, int badEpoch) {}

    /** A trial of four epochs. Numbers are reals, texts are names. */
    static Cell cell(int badEpoch, Object... values) {
        return new Cell(
                Stream.of(values)
                        .map(value -> value instanceof Number number
                                ? (Value) Value.Real.of(number.doubleValue())
                                : new Value.Text(value.toString()))
                        .toList(),
                4,
                badEpoch);
    }

    /** The same sweep by cost, whose best trial has a cost below 0 and the warnings that come with it. */
    static ReportInput warned() {
        ReportInput input = activations();
        List<StoredTrial> trials = new ArrayList<>(input.trials());
        StoredTrial t = trials.get(23);
        Metric cost = new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE);
        List<Observation> curve = List.of(new Observation(1, -3.25, null, 0.11, 0.1, 1, 1, false, 0.1));
        trials.set(
                23,
                new StoredTrial(
                        t.trial(),
                        true,
                        t.state(),
                        t.engine(),
                        TrialSummary.EMPTY.plus(curve.get(0), cost),
                        null,
                        List.of("COST_BELOW_ZERO", "UNNORMALISED_OUTPUT"),
                        null,
                        t.seconds(),
                        t.startedAt(),
                        t.finishedAt(),
                        null));
        Map<Long, List<Observation>> curves = new HashMap<>(input.curves());
        curves.put(24L, curve);
        StoredSweep s = input.sweep();
        return new ReportInput(
                new StoredSweep(
                        s.name(),
                        s.description(),
                        cost,
                        s.axes(),
                        s.state(),
                        s.trials(),
                        s.createdAt(),
                        s.finishedAt(),
                        s.definition(),
                        s.provenance()),
                trials,
                curves);
    }

    /** A plausible falling cost; non-finite from the bad epoch on, unless that is 0. */
    static List<Observation> curve(int epochs, int badEpoch, double scale, double rate) {
        List<Observation> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            boolean bad = badEpoch > 0 && epoch >= badEpoch;
            double cost = scale / Math.pow(epoch, 0.4 + rate / (1 + rate)) + 0.01 * Math.sin(epoch * 7 + scale * 31);
            double accuracy = 0.93 - 0.2 * scale / Math.sqrt(epoch) + 0.004 * Math.sin(epoch * 3 + rate);
            curve.add(new Observation(
                    epoch,
                    bad ? Double.NaN : cost,
                    null,
                    bad ? 0.098 : accuracy,
                    bad ? 0.0975 : accuracy - 0.011,
                    rate,
                    rate,
                    bad,
                    0.37));
        }
        return curve;
    }

    static @Nullable Divergence divergence(int epoch) {
        if (epoch == 0) {
            return null;
        }
        return epoch == 1
                ? new Divergence(
                        1,
                        1,
                        Divergence.Quantity.COST,
                        NumberKind.NAN,
                        null,
                        Cause.LOG_OF_ZERO,
                        "All 10 outputs were exactly 0 in the first batch, and mcxent takes their logarithm: 0 · −∞ is NaN.",
                        Map.of("zero_outputs", 1280))
                : new Divergence(
                        epoch,
                        78L * (epoch - 1) + 13,
                        Divergence.Quantity.GRADIENT,
                        NumberKind.POSITIVE_INFINITY,
                        "output",
                        Cause.GROWING_STEPS,
                        "The gradient's norm grew from 3.1 to 4.2e37 over 9 iterations at learning rate 1.",
                        Map.of("norms", List.of(3.1, 88.0, 4.2e37)));
    }
}
