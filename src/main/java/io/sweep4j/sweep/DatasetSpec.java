package io.sweep4j.sweep;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which dataset a sweep trains on, as its file asks for it.
 *
 * @param options the options that were given: counts and the seed as {@link Value.Whole}, shares as {@link Value.Real},
 *     switches as {@link Value.Flag}, paths as {@link Value.Text}, a label as text or as a whole number
 */
public record DatasetSpec(DatasetKind kind, Map<DatasetOption, Value> options) {
    /** Seed of a dataset that is given none. */
    public static final long DEFAULT_SEED = 42;

    public DatasetSpec {
        EnumMap<DatasetOption, Value> copy = new EnumMap<>(DatasetOption.class);
        copy.putAll(options);
        options = Collections.unmodifiableMap(copy);
    }

    /** The dataset of a sweep file that names none. */
    public static DatasetSpec digits() {
        return new DatasetSpec(DatasetKind.DIGITS, Map.of());
    }

    /** The same for processes in other working folders: with paths from this one's. */
    public DatasetSpec withAbsolutePaths() {
        Map<DatasetOption, Value> absolute = new EnumMap<>(DatasetOption.class);
        options.forEach((option, value) -> absolute.put(
                option,
                option.isPath()
                        ? new Value.Text(Path.of(value.text()).toAbsolutePath().toString())
                        : value));
        return new DatasetSpec(kind, absolute);
    }

    /** The option's value, if it was given. */
    public Optional<Value> option(DatasetOption option) {
        return Optional.ofNullable(options.get(option));
    }

    /** The whole number given for an option, or the fallback. */
    public long whole(DatasetOption option, long fallback) {
        return options.get(option) instanceof Value.Whole whole ? whole.number() : fallback;
    }

    /** The switch given for an option, or the fallback. */
    public boolean flag(DatasetOption option, boolean fallback) {
        return options.get(option) instanceof Value.Flag flag ? flag.set() : fallback;
    }

    /** The text of an option that must be there; {@link IllegalStateException} if it is not. */
    public String text(DatasetOption option) {
        return option(option)
                .map(Value::text)
                .orElseThrow(() -> new IllegalStateException(kind.yaml() + " without " + option.yaml()));
    }

    /**
     * The sizes of the splits where they follow from the definition alone; empty for datasets made of the user's files.
     * What is asked for beyond what there is shows as a training split that is too small.
     */
    public Optional<SplitSizes> sizes() {
        return kind.fullSizes().map(full -> {
            int validation = count(DatasetOption.VALIDATION, full.validation());
            int train = count(DatasetOption.TRAIN, full.train());
            if (kind.trainFileRows() > 0) {
                train = Math.min(train, Math.max(0, kind.trainFileRows() - validation));
            }
            return new SplitSizes(train, validation, count(DatasetOption.TEST, full.test()));
        });
    }

    private int count(DatasetOption option, int fallback) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, whole(option, fallback)));
    }
}
