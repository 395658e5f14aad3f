package io.sweep4j.execution;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sweep4j.data.DatasetInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run's numbers come from: results can differ between machines and versions, so both are recorded. */
public final class Provenance {
    private static final String FINGERPRINT = "dataset_fingerprint";

    private Provenance() {}

    /**
     * A JSON object of texts and numbers.
     *
     * @param version Sweep4j's own
     * @param engine what the engine says of itself and its libraries
     */
    public static String json(
            Version version, String engineName, Map<String, String> engine, int threads, DatasetInfo data) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", version.number());
        facts.put("commit", version.commit());
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("cpu", cpu());
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("engine", engineName);
        facts.putAll(engine);
        facts.put("threads", threads);
        facts.put("native_threads_per_trial", 1);
        facts.put("dataset", data.name());
        facts.put(FINGERPRINT, data.fingerprint());
        facts.put("features", data.features());
        facts.put("classes", data.classes());
        facts.put("train", data.sizes().train());
        facts.put("validation", data.sizes().validation());
        facts.put("test", data.sizes().test());
        return json(facts);
    }

    /** The fingerprint of the data in such an object; empty if it has none. */
    public static Optional<String> fingerprint(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && FINGERPRINT.equals(parser.currentName())) {
                    return Optional.ofNullable(parser.nextTextValue());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // of a version that wrote it in another way
        }
    }

    private static String json(Map<String, Object> facts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> fact : facts.entrySet()) {
                if (fact.getValue() instanceof Integer number) {
                    json.writeNumberField(fact.getKey(), number);
                } else {
                    json.writeStringField(fact.getKey(), fact.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The processor's model where the system tells it, else its architecture. */
    private static String cpu() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try (Stream<String> lines = Files.lines(info)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException | UncheckedIOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
