package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.plan.Plan;
import io.sweep4j.store.StoreFixtures;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class NumberingTest {

    private static Plan plan(double... rates) {
        return new Plan(StoreFixtures.sweep("s", rates), "data");
    }

    private static StoredTrial stored(Numbering.Planned planned, TrialState state) {
        return new StoredTrial(
                planned.trial(), true, state, null, TrialSummary.EMPTY, null, List.of(), null, null, null, null);
    }

    private static List<String> numbers(Numbering numbering, Plan plan) {
        return numbering
                .number(plan)
                .map(p -> p.trial().number() + ":" + p.trial().configuration().learningRate())
                .toList();
    }

    @Test
    void new_trials_count_from_one() {
        Numbering numbering = new Numbering(List.of());
        assertThat(numbers(numbering, plan(0.5, 0.25))).containsExactly("1:0.5", "2:0.25");
        assertThat(numbers(numbering, plan(0.5, 0.25))).as("a second walk").containsExactly("1:0.5", "2:0.25");
    }

    @Test
    void a_cell_added_in_the_middle_takes_the_next_free_number() {
        List<StoredTrial> known = new Numbering(List.of())
                .number(plan(0.5, 0.125))
                .map(p -> stored(p, TrialState.COMPLETED))
                .toList();
        assertThat(numbers(new Numbering(known), plan(0.5, 0.25, 0.125))).containsExactly("1:0.5", "3:0.25", "2:0.125");
    }

    @Test
    void an_orphan_keeps_its_number_and_gets_it_back() {
        List<StoredTrial> known = new ArrayList<>(new Numbering(List.of())
                .number(plan(0.5, 0.25, 0.125))
                .map(p -> stored(p, TrialState.COMPLETED))
                .toList());
        assertThat(numbers(new Numbering(known), plan(0.5, 0.0625))).containsExactly("1:0.5", "4:0.0625");
        assertThat(numbers(new Numbering(known), plan(0.0625, 0.125, 0.25)))
                .containsExactly("4:0.0625", "3:0.125", "2:0.25");
    }

    @Test
    void what_has_no_outcome_is_pending() {
        for (TrialState state : TrialState.values()) {
            List<StoredTrial> known = new Numbering(List.of())
                    .number(plan(0.5))
                    .map(p -> stored(p, state))
                    .toList();
            Numbering.Planned planned =
                    new Numbering(known).number(plan(0.5)).findFirst().orElseThrow();
            assertThat(planned.state()).isEqualTo(state);
            assertThat(planned.pending()).isEqualTo(!state.finished());
        }
    }

    @Property(tries = 200)
    void numbers_are_given_once_whatever_the_edits(
            @ForAll @Size(min = 1, max = 6)
                    List<@Size(min = 1, max = 8) @UniqueElements List<@IntRange(min = 1, max = 12) Integer>> edits) {
        List<StoredTrial> known = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (List<Integer> edit : edits) {
            Plan plan = plan(edit.stream().mapToDouble(i -> i / 16.0).toArray());
            List<Numbering.Planned> planned = new Numbering(known).number(plan).toList();
            assertThat(planned.stream().map(p -> p.trial().number())).doesNotHaveDuplicates();
            for (Numbering.Planned trial : planned) {
                if (trial.stored() == null) {
                    assertThat(taken.add(trial.trial().number())).isTrue();
                    known.add(stored(trial, TrialState.COMPLETED));
                } else {
                    assertThat(trial.trial().number())
                            .isEqualTo(trial.stored().trial().number());
                }
            }
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, known.size())
                        .mapToObj(i -> (long) i)
                        .toList());
    }
}
