package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.plan.Plan;
import io.sweep4j.plan.Plans;
import io.sweep4j.store.StoreFixtures;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
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
                planned.trial(), true, state, null, TrialSummary.EMPTY, null, List.of(), null, null, null, null, null);
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

    private static List<PlanMark> marks(List<StoredTrial> known, Plan plan) {
        return new Numbering(known).number(plan).map(Numbering.Planned::mark).toList();
    }

    @Test
    void a_mark_follows_from_the_recorded_state() {
        for (TrialState state : TrialState.values()) {
            List<StoredTrial> known = new Numbering(List.of())
                    .number(plan(0.5))
                    .map(p -> stored(p, state))
                    .toList();
            assertThat(marks(known, plan(0.5)))
                    .containsExactly(
                            switch (state) {
                                case WAITING -> PlanMark.NEW;
                                case RUNNING, CANCELLED -> PlanMark.PARTIAL;
                                case COMPLETED, DIVERGED, PRUNED, FAILED -> PlanMark.DONE;
                            });
        }
        assertThat(marks(List.of(), plan(0.5))).containsExactly(PlanMark.NEW);
    }

    /** The i-th trial as a version of the training semantics recorded it. */
    private static StoredTrial recorded(Sweep sweep, int i, int version, long number, TrialState state) {
        Trial trial = new Numbering(List.of())
                .number(Plans.of(sweep, "data", version))
                .skip(i)
                .findFirst()
                .orElseThrow()
                .trial();
        return stored(
                new Numbering.Planned(new Trial(number, 1, trial.key(), version, trial.configuration()), null, false),
                state);
    }

    @Test
    void what_an_older_version_trained_keeps_its_number_and_is_pending() {
        Sweep sweep = StoreFixtures.sweep("s", 0.5, 0.25, 0.125, 0.0625);
        Numbering numbering = new Numbering(List.of(
                recorded(sweep, 2, 1, 1, TrialState.COMPLETED),
                recorded(sweep, 1, 3, 2, TrialState.CANCELLED),
                recorded(sweep, 0, 2, 3, TrialState.WAITING)));
        Plan now = Plans.of(sweep, "data", 4);

        List<Numbering.Planned> planned = numbering.number(now).toList();

        assertThat(planned).extracting(p -> p.trial().number()).containsExactly(3L, 2L, 1L, 4L);
        assertThat(planned)
                .allMatch(Numbering.Planned::pending)
                .allMatch(p -> p.trial().semantics() == 4);
        assertThat(planned)
                .extracting(Numbering.Planned::mark)
                .containsExactly(PlanMark.NEW, PlanMark.STALE, PlanMark.STALE, PlanMark.NEW);
        Standing standing = numbering.standing(now);
        assertThat(standing.count(PlanMark.STALE)).isEqualTo(2);
        assertThat(standing.count(PlanMark.NEW)).isEqualTo(2);
        assertThat(standing.pending()).isEqualTo(4);
    }

    @Test
    void of_two_versions_of_one_training_the_newer_counts_and_the_older_is_an_orphan() {
        Sweep sweep = StoreFixtures.sweep("s", 0.5);
        Numbering numbering = new Numbering(List.of(
                recorded(sweep, 0, 1, 1, TrialState.COMPLETED),
                recorded(sweep, 0, 3, 2, TrialState.COMPLETED),
                recorded(sweep, 0, 2, 3, TrialState.COMPLETED)));

        Standing by3 = numbering.standing(Plans.of(sweep, "data", 3));
        assertThat(by3.recorded()).extracting(p -> p.trial().number()).containsExactly(2L);
        assertThat(by3.count(PlanMark.DONE)).isEqualTo(1);
        assertThat(by3.orphans()).extracting(t -> t.trial().number()).containsExactly(1L, 3L);
        Standing by4 = numbering.standing(Plans.of(sweep, "data", 4));
        assertThat(by4.recorded()).extracting(p -> p.trial().number()).containsExactly(2L);
        assertThat(by4.count(PlanMark.STALE)).isEqualTo(1);
        Standing by2 = numbering.standing(Plans.of(sweep, "data", 2));
        assertThat(by2.recorded()).extracting(p -> p.trial().number()).containsExactly(3L);
        assertThat(by2.count(PlanMark.DONE)).isEqualTo(1);
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
