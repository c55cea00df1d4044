package org.vitalwire.analytics.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vitalwire.analytics.condition.EventTime;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code inputs.json}: how long a value of each input may be used for scoring unless a table or a
 * policy says otherwise, and the inputs that are not in the catalogue of signs because no device of
 * ours measures them. Those are declared so that the tables that need them can be whole; they are
 * simply missing, and the bounds say so.
 */
final class DeclaredInputs {

    private static final String RESOURCE = "inputs.json";
    private static final DeclaredInputs SHIPPED = read();

    private record Document(
            String note,
            Duration validFor,
            Map<String, Duration> validForSign,
            List<Entry> declared) {}

    private record Entry(
            String name, String unit, int digits, List<String> codes, Duration validFor) {}

    private final Map<String, Feature.Declared> byName;
    private final Map<String, Long> validFor;
    private final long otherwise;

    private DeclaredInputs(Document document) {
        byName =
                document.declared().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Entry::name,
                                        entry ->
                                                new Feature.Declared(
                                                        entry.name(),
                                                        entry.unit(),
                                                        entry.digits(),
                                                        entry.codes())));
        Map<String, Long> micros =
                document.declared().stream()
                        .collect(
                                Collectors.toMap(
                                        Entry::name, entry -> EventTime.micros(entry.validFor())));
        document.validForSign().forEach((sign, time) -> micros.put(sign, EventTime.micros(time)));
        validFor = Map.copyOf(micros);
        otherwise = EventTime.micros(document.validFor());
    }

    static DeclaredInputs shipped() {
        return SHIPPED;
    }

    Optional<Feature.Declared> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Microseconds. */
    long validFor(String input) {
        return validFor.getOrDefault(input, otherwise);
    }

    private static DeclaredInputs read() {
        JsonMapper json =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        try (InputStream stream =
                Objects.requireNonNull(
                        DeclaredInputs.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new DeclaredInputs(json.readValue(stream.readAllBytes(), Document.class));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
