package io.sweep4j.engine;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Short spellings for tests. */
public final class Configurations {
    private Configurations() {}

    /** From {@code activation=tanh hidden=8,4 bias_init=1}. */
    public static Configuration of(String text) {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        for (String pair : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            String[] parts = pair.split("=");
            Parameter parameter = Parameter.named(parts[0]).orElseThrow();
            values.put(parameter, value(parameter.domain(), parts[1]));
        }
        return Configuration.of(values);
    }

    private static Value value(Domain domain, String text) {
        if (domain instanceof Domain.Reals) {
            return new Value.Real(Double.parseDouble(text), text);
        } else if (domain instanceof Domain.Wholes) {
            return new Value.Whole(Long.parseLong(text));
        } else if (domain instanceof Domain.Flags) {
            return new Value.Flag(Boolean.parseBoolean(text));
        } else if (domain instanceof Domain.WidthLists) {
            List<Integer> widths =
                    Stream.of(text.split(",")).map(Integer::valueOf).toList();
            return new Value.Widths(widths);
        }
        return new Value.Text(text);
    }

    public static Trial trial(long number, String text) {
        return new Trial(number, 1, String.format(Locale.ROOT, "%064d", number), 1, of(text));
    }
}
