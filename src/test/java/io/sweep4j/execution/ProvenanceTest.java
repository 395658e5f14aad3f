package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.SplitSizes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    private static Map<String, Object> facts(String json) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                facts.put(name, token == JsonToken.VALUE_NUMBER_INT ? (Object) parser.getIntValue() : parser.getText());
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
        return facts;
    }

    @Test
    void it_is_sound_json_whatever_it_is_told() throws IOException {
        String hostile = "a\"b\\c\n\t\u0001</script>\u2028\ud83d\ude00";
        Map<String, Object> facts = facts(Provenance.json(
                new Version("1.2", "abc-dirty", "nd4j-native 1.0"),
                "dl4j",
                Map.of("nd4j_backend", hostile),
                3,
                new DatasetInfo("data " + hostile, "f".repeat(64), 784, 10, new SplitSizes(100, 20, 30))));
        assertThat(facts)
                .containsEntry("version", "1.2")
                .containsEntry("commit", "abc-dirty")
                .containsEntry("engine", "dl4j")
                .containsEntry("nd4j_backend", hostile)
                .containsEntry("dataset", "data " + hostile)
                .containsEntry("threads", 3)
                .containsEntry("features", 784)
                .containsEntry("test", 30)
                .containsKeys("java", "os", "cpu", "processors");
        assertThat(facts.values()).doesNotContain("", "null");
    }

    @Test
    void the_version_is_the_builds() {
        assertThat(Version.current().number()).matches("\\d+\\.\\d+.*");
        assertThat(Version.current().commit()).isNotEmpty();
    }
}
