package io.sweep4j.plan;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The trials of a sweep on given data, in order, computed as they are asked for. Immutable and thread-safe. */
public final class Plan {
    private final Sweep sweep;
    private final String dataFingerprint;
    private final int semantics;
    private final Grid grid;

    /** {@link ArithmeticException} if the grid has more than 2^63−1 cells. */
    public Plan(Sweep sweep, String dataFingerprint) {
        this(sweep, dataFingerprint, ContentKey.TRAINING_SEMANTICS);
    }

    /** The plan as a version of the training semantics has it. */
    Plan(Sweep sweep, String dataFingerprint, int semantics) {
        this.sweep = sweep;
        this.dataFingerprint = dataFingerprint;
        this.semantics = semantics;
        this.grid = new Grid(sweep);
    }

    public Sweep sweep() {
        return sweep;
    }

    /** The version of the training semantics that the keys are made with. */
    public int semantics() {
        return semantics;
    }

    /** How many trials there are. */
    public long size() {
        return Math.multiplyExact(grid.kept(), (long) sweep.repeats());
    }

    /** All trials in the order of the file, the repeats of a cell side by side; lazy. */
    public Stream<Candidate> trials() {
        return LongStream.range(0, grid.size()).filter(grid::keeps).boxed().flatMap(this::repeats);
    }

    /** The cells that are not trained because an earlier one trains alike; lazy. */
    public Stream<Alias> aliases() {
        return LongStream.range(0, grid.size()).boxed().flatMap(cell -> {
            long original = grid.original(cell);
            return original == cell || original < 0
                    ? Stream.empty()
                    : Stream.of(new Alias(cell + 1, grid.configuration(cell), key(grid.configuration(original))));
        });
    }

    /**
     * The trial of that training, if it is in the plan. The recorded key may be of this version of the training semantics
     * or of an older one.
     */
    public Optional<Candidate> find(Trial recorded) {
        long cell = recorded.semantics() > semantics ? -1 : grid.find(recorded.configuration());
        return cell < 0
                ? Optional.empty()
                : repeats(cell)
                        .filter(candidate ->
                                key(candidate, recorded.semantics()).equals(recorded.key()))
                        .findFirst();
    }

    /** The key that an older version of the training semantics gave the trial, or this one gives it. */
    public String key(Candidate candidate, int version) {
        return version == semantics ? candidate.key() : key(candidate.configuration(), version);
    }

    /** What all trials are trained with, in the same order: quicker than the trials, since no key is made. Lazy. */
    public Stream<Configuration> configurations() {
        return LongStream.range(0, grid.size()).filter(grid::keeps).boxed().flatMap(cell -> {
            Configuration first = grid.configuration(cell);
            return IntStream.rangeClosed(1, sweep.repeats()).mapToObj(repeat -> repeated(first, repeat));
        });
    }

    private Stream<Candidate> repeats(long cell) {
        Configuration first = grid.configuration(cell);
        return IntStream.rangeClosed(1, sweep.repeats()).mapToObj(repeat -> {
            Configuration configuration = repeated(first, repeat);
            return new Candidate(repeat, configuration, key(configuration));
        });
    }

    private static Configuration repeated(Configuration first, int repeat) {
        return repeat == 1 ? first : withSeed(first, first.seed() + repeat - 1);
    }

    private String key(Configuration configuration) {
        return key(configuration, semantics);
    }

    private String key(Configuration configuration, int version) {
        return ContentKey.of(configuration, sweep.onDivergence(), dataFingerprint, version);
    }

    private static Configuration withSeed(Configuration configuration, long seed) {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            configuration.value(parameter).ifPresent(value -> values.put(parameter, value));
        }
        values.put(Parameter.SEED, new Value.Whole(seed));
        return Configuration.of(values);
    }
}
