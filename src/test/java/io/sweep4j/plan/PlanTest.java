package io.sweep4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Dimension;
import io.sweep4j.sweep.Exclusion;
import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Axis UPDATER = texts(Parameter.UPDATER, "sgd", "nesterovs", "adam");
    private static final Axis MOMENTUM = reals(Parameter.MOMENTUM, 0.5, 0.9);
    private static final Axis RATE = reals(Parameter.LEARNING_RATE, 0.1, 0.01);

    private static Axis texts(Parameter parameter, String... values) {
        return new Axis(
                parameter, List.of(values).stream().<Value>map(Value.Text::new).toList());
    }

    private static Axis reals(Parameter parameter, double... values) {
        return new Axis(
                parameter,
                java.util.Arrays.stream(values).<Value>mapToObj(Value.Real::of).toList());
    }

    private static Sweep sweep(List<Dimension> dimensions, List<Exclusion> exclusions, int repeats) {
        return new Sweep(
                "x",
                "",
                DatasetSpec.digits(),
                new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE),
                Map.of(),
                dimensions,
                exclusions,
                repeats,
                OnDivergence.STOP,
                false,
                0,
                Limits.NONE,
                "");
    }

    private static Dimension dimension(Axis... axes) {
        return new Dimension(List.of(axes));
    }

    private static Plan plan(List<Dimension> dimensions, Exclusion... exclusions) {
        return new Plan(sweep(dimensions, List.of(exclusions), 1), "data");
    }

    private static String values(Candidate candidate, Parameter... parameters) {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : parameters) {
            text.append(candidate.configuration().value(parameter).orElseThrow().text())
                    .append(' ');
        }
        return text.toString().strip();
    }

    @Test
    void the_last_axis_runs_fastest() {
        assertThat(plan(List.of(dimension(RATE), dimension(reals(Parameter.BIAS_INIT, 0, 1))))
                        .trials()
                        .map(c -> values(c, Parameter.LEARNING_RATE, Parameter.BIAS_INIT)))
                .containsExactly("0.1 0", "0.1 1", "0.01 0", "0.01 1");
    }

    @Test
    void repeats_run_fastest_of_all_and_count_seeds_up() {
        Plan plan = new Plan(sweep(List.of(dimension(RATE)), List.of(), 2), "data");
        assertThat(plan.trials().map(c -> values(c, Parameter.LEARNING_RATE, Parameter.SEED) + " #" + c.repeat()))
                .containsExactly("0.1 42 #1", "0.1 43 #2", "0.01 42 #1", "0.01 43 #2");
        assertThat(plan.size()).isEqualTo(4);
    }

    @Test
    void zipped_axes_move_together() {
        assertThat(plan(List.of(dimension(RATE, reals(Parameter.DECAY, 0, 0.5))))
                        .trials()
                        .map(c -> values(c, Parameter.LEARNING_RATE, Parameter.DECAY)))
                .containsExactly("0.1 0", "0.01 0.5");
    }

    @Test
    void cells_that_train_alike_are_trained_once() {
        Plan plan = plan(List.of(dimension(UPDATER), dimension(MOMENTUM)));
        assertThat(plan.trials().map(c -> values(c, Parameter.UPDATER, Parameter.MOMENTUM)))
                .containsExactly("sgd 0.5", "nesterovs 0.5", "nesterovs 0.9", "adam 0.5");
        assertThat(plan.size()).isEqualTo(4);
        assertThat(plan.aliases().map(alias -> alias.cell())).containsExactly(2L, 6L);
        assertThat(plan.aliases().map(Alias::original))
                .containsExactlyElementsOf(plan.trials()
                        .filter(c -> !c.configuration().updater().equals("nesterovs"))
                        .map(Candidate::key)
                        .toList());
    }

    @Test
    void names_of_one_function_are_trained_once() {
        Axis loss = new Axis(
                Parameter.LOSS,
                List.of(new Value.Text("mcxent"), new Value.Text("mse"), new Value.Text("negativeloglikelihood")));
        Plan plan = plan(List.of(dimension(RATE), dimension(loss)));
        assertThat(plan.trials().map(c -> values(c, Parameter.LEARNING_RATE, Parameter.LOSS)))
                .containsExactly("0.1 mcxent", "0.1 mse", "0.01 mcxent", "0.01 mse");
        assertThat(plan.size()).isEqualTo(4);
        assertThat(plan.aliases().map(Alias::cell)).containsExactly(3L, 6L);
    }

    @Test
    void an_excluded_cell_hands_its_place_to_the_next_one_alike() {
        Exclusion first = new Exclusion(Map.of(
                Parameter.UPDATER, List.of(new Value.Text("sgd")), Parameter.MOMENTUM, List.of(Value.Real.of(0.5))));
        assertThat(plan(List.of(dimension(UPDATER), dimension(MOMENTUM)), first)
                        .trials()
                        .map(c -> values(c, Parameter.UPDATER, Parameter.MOMENTUM)))
                .containsExactly("sgd 0.9", "nesterovs 0.5", "nesterovs 0.9", "adam 0.5");
    }

    @Test
    void an_enormous_grid_is_counted_and_begun_at_once() {
        List<Dimension> dimensions = new ArrayList<>();
        for (Parameter parameter : List.of(Parameter.L1, Parameter.L2, Parameter.BIAS_INIT, Parameter.LEARNING_RATE)) {
            dimensions.add(dimension(reals(
                    parameter, IntStream.rangeClosed(1, 100).asDoubleStream().toArray())));
        }
        Exclusion one = new Exclusion(Map.of(Parameter.L1, List.of(Value.Real.of(7))));
        Plan plan = plan(dimensions, one);
        assertThat(plan.size()).isEqualTo(99_000_000);
        assertThat(plan.trials().limit(3)).hasSize(3);
    }

    @Test
    void the_key_ignores_what_the_training_ignores_and_nothing_else() {
        Configuration plain = Configuration.of(Map.of());
        Configuration momentum = Configuration.of(Map.of(Parameter.MOMENTUM, Value.Real.of(0.1)));
        Configuration rate = Configuration.of(Map.of(Parameter.LEARNING_RATE, Value.Real.of(0.02)));
        Configuration nll = Configuration.of(Map.of(Parameter.LOSS, new Value.Text("negativeloglikelihood")));
        String key = ContentKey.of(plain, OnDivergence.STOP, "data");
        assertThat(ContentKey.of(momentum, OnDivergence.STOP, "data")).isEqualTo(key);
        assertThat(ContentKey.of(nll, OnDivergence.STOP, "data")).isEqualTo(key);
        assertThat(ContentKey.of(rate, OnDivergence.STOP, "data")).isNotEqualTo(key);
        assertThat(ContentKey.of(plain, OnDivergence.CONTINUE, "data")).isNotEqualTo(key);
        assertThat(ContentKey.of(plain, OnDivergence.STOP, "other")).isNotEqualTo(key);
    }

    @Property(tries = 300)
    void a_plan_agrees_with_the_grid_built_by_hand(@ForAll("sweeps") Sweep sweep) {
        Plan plan = new Plan(sweep, "data");
        List<Candidate> trials = plan.trials().toList();
        Set<String> byHand = new HashSet<>();
        for (Configuration cell : cellsByHand(sweep)) {
            byHand.add(ContentKey.of(cell, sweep.onDivergence(), "data"));
        }
        assertThat(trials.stream().map(Candidate::key)).doesNotHaveDuplicates();
        assertThat(trials.stream().filter(t -> t.repeat() == 1).map(Candidate::key))
                .containsExactlyInAnyOrderElementsOf(byHand);
        assertThat(plan.size()).isEqualTo(trials.size());
        assertThat(trials)
                .allSatisfy(trial ->
                        assertThat(plan.find(recorded(trial, plan.semantics()))).contains(trial));
    }

    private static Trial recorded(Candidate candidate, int semantics) {
        return new Trial(1, candidate.repeat(), candidate.key(), semantics, candidate.configuration());
    }

    @Test
    void a_trial_is_found_by_the_key_of_an_older_version_and_not_by_that_of_a_newer_one() {
        Sweep sweep = sweep(List.of(dimension(RATE)), List.of(), 2);
        Plan old = new Plan(sweep, "data", 1);
        Plan now = new Plan(sweep, "data", 2);
        List<Candidate> before = old.trials().toList();
        List<Candidate> after = now.trials().toList();

        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).key()).isNotEqualTo(before.get(i).key());
            assertThat(now.key(after.get(i), 1)).isEqualTo(before.get(i).key());
            assertThat(now.key(after.get(i), 2)).isEqualTo(after.get(i).key());
            assertThat(now.find(recorded(before.get(i), 1))).contains(after.get(i));
            assertThat(now.find(recorded(before.get(i), 2))).isEmpty();
            assertThat(old.find(recorded(after.get(i), 2))).isEmpty();
        }
        assertThat(new Plan(sweep, "other", 2).find(recorded(before.get(0), 1))).isEmpty();
        assertThat(new Plan(sweep, "data").semantics()).isEqualTo(ContentKey.TRAINING_SEMANTICS);
    }

    private static List<Configuration> cellsByHand(Sweep sweep) {
        List<Map<Parameter, Value>> cells = new ArrayList<>();
        cells.add(Map.of());
        for (Dimension dimension : sweep.dimensions()) {
            List<Map<Parameter, Value>> longer = new ArrayList<>();
            for (Map<Parameter, Value> cell : cells) {
                for (int step = 0; step < dimension.size(); step++) {
                    Map<Parameter, Value> next = new java.util.EnumMap<>(Parameter.class);
                    next.putAll(cell);
                    for (Axis axis : dimension.axes()) {
                        next.put(axis.parameter(), axis.values().get(step));
                    }
                    longer.add(next);
                }
            }
            cells = longer;
        }
        return cells.stream()
                .filter(cell -> sweep.exclusions().stream()
                        .noneMatch(e -> e.anyOf().entrySet().stream()
                                .allMatch(w -> w.getValue().contains(cell.get(w.getKey())))))
                .map(Configuration::of)
                .toList();
    }

    @Provide
    Arbitrary<Sweep> sweeps() {
        List<Axis> axes = List.of(
                UPDATER,
                MOMENTUM,
                RATE,
                reals(Parameter.DECAY, 0, 0.5),
                texts(Parameter.DECAY_SCHEDULE, "iteration", "epoch", "reported"),
                new Axis(
                        Parameter.HIDDEN,
                        List.of(
                                new Value.Widths(List.of()),
                                new Value.Widths(List.of(4)),
                                new Value.Widths(List.of(4, 2)))),
                reals(Parameter.DROPOUT, 0, 0.5),
                texts(Parameter.OUTPUT_ACTIVATION, "softmax", "tanh"));
        Arbitrary<List<Axis>> chosen =
                Arbitraries.of(axes).list().uniqueElements().ofMinSize(1).ofMaxSize(6);
        return Combinators.combine(chosen, Arbitraries.integers().between(1, 3), Arbitraries.randomValue(r -> r))
                .as((list, repeats, random) -> {
                    List<Dimension> dimensions = new ArrayList<>();
                    for (Axis axis : list) {
                        Dimension last = dimensions.isEmpty() ? null : dimensions.get(dimensions.size() - 1);
                        if (last != null && last.size() == axis.values().size() && random.nextInt(4) == 0) {
                            List<Axis> zipped = new ArrayList<>(last.axes());
                            zipped.add(axis);
                            dimensions.set(dimensions.size() - 1, new Dimension(zipped));
                        } else {
                            dimensions.add(dimension(axis));
                        }
                    }
                    List<Exclusion> exclusions = new ArrayList<>();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        Map<Parameter, List<Value>> anyOf = new java.util.HashMap<>();
                        for (int k = 1 + random.nextInt(2); k > 0; k--) {
                            Axis axis = list.get(random.nextInt(list.size()));
                            anyOf.put(
                                    axis.parameter(),
                                    List.of(axis.values()
                                            .get(random.nextInt(axis.values().size()))));
                        }
                        exclusions.add(new Exclusion(anyOf));
                    }
                    return sweep(dimensions, exclusions, repeats);
                });
    }
}
