package io.sweep4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamesTest {

    static List<Domain.Names> lists() {
        return List.of(Names.ACTIVATIONS, Names.LOSSES, Names.WEIGHT_INITS, Names.UPDATERS, Names.DECAY_SCHEDULES);
    }

    @Test
    void the_long_lists_are_sorted() {
        assertThat(Names.ACTIVATIONS.names()).isSorted();
        assertThat(Names.LOSSES.names()).isSorted();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_name_is_there_once_and_in_one_role(Domain.Names names) {
        assertThat(names.names()).doesNotHaveDuplicates().allMatch(n -> n.equals(n.toLowerCase(Locale.ROOT)));
        Set<String> accepted = new HashSet<>(names.names());
        assertThat(names.refused().keySet()).noneMatch(accepted::contains);
        assertThat(names.short_().keySet()).noneMatch(accepted::contains);
        assertThat(accepted).containsAll(names.short_().values());
        assertThat(accepted)
                .containsAll(names.alike().keySet())
                .containsAll(names.alike().values());
        assertThat(names.alike().values())
                .as("one step leads to the name that stands for all")
                .noneMatch(names.alike()::containsKey);
        assertThat(names.refused().values()).allMatch(reason -> !reason.isBlank() && !reason.endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_default_is_an_accepted_name(Domain.Names names) {
        for (Parameter parameter : Parameter.values()) {
            if (parameter.domain() == names) {
                assertThat(names.names())
                        .contains(parameter.fallback(true).text())
                        .contains(parameter.fallback(false).text());
            }
        }
    }
}
