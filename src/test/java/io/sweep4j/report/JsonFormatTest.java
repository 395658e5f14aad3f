package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonFormatTest extends ReportFormatContract {
    @Override
    ReportFormat format() {
        return new JsonFormat();
    }

    @Override
    String markOfNan() {
        return "\"cost_kind\":\"nan\"";
    }

    /** Maps, lists, texts, numbers, booleans and nulls. */
    static @Nullable Object parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            assertThat(parser.nextToken()).isNull();
            return value;
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    assertThat(map).doesNotContainKey(name);
                    map.put(name, value(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            default -> {
                return parser.getNumberValue();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> sweep(ReportInput input) throws IOException {
        Map<String, Object> report = (Map<String, Object>) Objects.requireNonNull(parse(render(input)));
        assertThat(report).containsEntry("format", "sweep4j-report").containsEntry("version", 1);
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull((List<Object>) report.get("sweeps")).get(0);
    }

    @Test
    @SuppressWarnings("unchecked")
    void holds_the_whole_comparison() throws IOException {
        Map<String, @Nullable Object> sweep = sweep(Fixtures.activations());
        assertThat(sweep)
                .containsEntry("best_trial", 23)
                .containsEntry("counts", Map.of("COMPLETED", 15, "DIVERGED", 9))
                .containsEntry("varying", List.of("activation", "learning_rate", "bias_init"))
                .containsEntry("metric", Map.of("name", "validation_accuracy", "goal", "maximize"))
                .containsEntry("created_at", "2026-11-24T08:00:00.123456Z");
        assertThat((Map<String, Object>) sweep.get("provenance")).containsEntry("threads", 2);
        assertThat((List<Object>) sweep.get("ranking")).hasSize(24);
        assertThat((List<Object>) sweep.get("curves")).hasSize(24);
        Map<String, Object> divergence = Objects.requireNonNull((List<Map<String, Object>>) sweep.get("divergences"))
                .get(0);
        assertThat(divergence)
                .containsEntry("kind", "+inf")
                .containsEntry("layer", "output")
                .containsEntry("advice", "Lower the learning rate.")
                .containsEntry("evidence", Map.of("norms", List.of(3.1, 88.0, 4.2e37)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void holds_the_divergence_map() throws IOException {
        Map<String, @Nullable Object> sweep = sweep(Fixtures.activations());
        assertThat((List<Map<String, Object>>) sweep.get("causes"))
                .satisfiesExactly(
                        growing -> assertThat(growing).containsEntry("count", 3),
                        zero -> assertThat(zero)
                                .containsEntry("cause", "LOG_OF_ZERO")
                                .containsEntry("trials", List.of(1, 3, 5, 13, 15, 17))
                                .containsKeys("meaning", "advice"));
        assertThat(Objects.requireNonNull((List<Map<String, Object>>) sweep.get("frontier"))
                        .get(1))
                .containsEntry("cell", Map.of("activation", "tanh", "bias_init", 1.0))
                .containsEntry("survives", 0.03162277660168379)
                .containsEntry("trial", 4)
                .containsEntry("warnings", List.of())
                .containsEntry("diverges", 1.0)
                .containsEntry("causes", List.of("GROWING_STEPS"))
                .containsEntry("below", List.of())
                .containsKeys("value", "rates");
        Map<String, Object> survival = Objects.requireNonNull((Map<String, Object>) sweep.get("survival"));
        assertThat(survival).containsEntry("started", 24);
        assertThat((List<Object>) survival.get("epochs"))
                .hasSize(11)
                .contains(Map.of("epoch", 4, "finite", 15, "share", 0.625));
        assertThat(Objects.requireNonNull((List<Map<String, Object>>) sweep.get("heat_maps"))
                        .get(1))
                .containsEntry("down", "activation")
                .containsEntry("across", "bias_init");
        assertThat(Objects.requireNonNull((List<Map<String, Object>>) sweep.get("divergences"))
                        .get(0))
                .containsKeys("survivors", "neighbours");
    }

    @Test
    void has_no_frontier_without_learning_rates() throws IOException {
        assertThat(sweep(Fixtures.single("one", ""))).containsEntry("frontier", null);
        assertThat(sweep(Fixtures.empty())).containsEntry("heat_maps", List.of());
    }

    @Test
    @SuppressWarnings("unchecked")
    void keeps_hostile_texts_as_they_are() throws IOException {
        Map<String, @Nullable Object> sweep = sweep(Fixtures.hostile());
        assertThat(sweep).containsEntry("sweep", Fixtures.HOSTILE).containsEntry("finished_at", null);
        assertThat((List<Object>) sweep.get("failures")).containsExactly(Map.of("trial", 2, "error", Fixtures.HOSTILE));
    }

    @Test
    void shows_provenance_that_is_no_json_as_text() {
        assertThat(Provenance.facts("not json")).containsOnlyKeys("provenance");
        assertThat(Provenance.facts("{\"a\":{\"b\":[1,2]},\"c\":null}")).isEqualTo(Map.of("a.b", "1, 2", "c", "null"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void lays_several_sweeps_side_by_side() throws IOException {
        Map<String, Object> report = (Map<String, Object>)
                Objects.requireNonNull(parse(render(MatchingTest.before(), MatchingTest.after())));
        Map<String, Object> comparison = Objects.requireNonNull((Map<String, Object>) report.get("comparison"));
        assertThat(comparison)
                .containsEntry("reference", "before")
                .containsEntry("same_metric", true)
                .containsEntry("settings", List.of())
                .containsEntry("cells_in_all", 4);
        assertThat((List<Map<String, Object>>) comparison.get("sweeps"))
                .containsExactly(
                        Map.of("sweep", "before", "folded", List.of(), "cells_only_here", 0),
                        Map.of("sweep", "after", "folded", List.of(), "cells_only_here", 1));
        assertThat(Objects.requireNonNull((List<Map<String, Object>>) comparison.get("against_reference")))
                .singleElement()
                .satisfies(after -> assertThat(after)
                        .containsEntry("sweep", "after")
                        .containsEntry("better", 1)
                        .containsEntry("worse", 1)
                        .containsEntry("survives", Map.of("LOG_OF_ZERO", 1))
                        .containsEntry("diverges", Map.of("GROWING_STEPS", 1)));
        List<Map<String, Object>> cells = Objects.requireNonNull((List<Map<String, Object>>) comparison.get("cells"));
        assertThat(cells).hasSize(4);
        assertThat(cells.get(0)).containsEntry("cell", Map.of("activation", "tanh", "learning_rate", 0.5));
        Map<String, @Nullable Object> side = Objects.requireNonNull(
                        (List<Map<String, @Nullable Object>>) cells.get(0).get("sides"))
                .get(0);
        assertThat(side)
                .containsEntry("cause", "LOG_OF_ZERO")
                .containsEntry("value", null)
                .containsEntry("difference", null);
        Map<String, @Nullable Object> single =
                Objects.requireNonNull((Map<String, @Nullable Object>) parse(render(MatchingTest.before())));
        assertThat(single).containsEntry("comparison", null);
    }
}
