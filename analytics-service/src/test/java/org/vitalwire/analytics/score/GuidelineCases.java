package org.vitalwire.analytics.score;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vitalwire.testkit.SharedData;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Test cases of an openEHR guideline (GDL2), read in place. */
final class GuidelineCases {

    static final String DIRECTORY = "early-warning/gdl2";

    private GuidelineCases() {}

    /** One case; its elements are known by {@code gt0015}, whatever they are called. */
    record Case(String id, Map<?, ?> input, Map<?, ?> expected) {

        /** Of a quantity, an ordinal or a count. */
        double given(String element) {
            return number(find(input, element).orElseThrow(() -> new AssertionError(element)));
        }

        Optional<Double> perhaps(String element) {
            return find(input, element).map(Case::number);
        }

        /** Of a coded text its label. */
        String label(String element) {
            return find(input, element).orElseThrow().split("\\|", -1)[1];
        }

        ZonedDateTime time(String element) {
            return ZonedDateTime.parse(find(input, element).orElseThrow());
        }

        double expected(String element) {
            return number(find(expected, element).orElseThrow(() -> new AssertionError(element)));
        }

        boolean expects(String element) {
            return find(expected, element).isPresent();
        }

        private static Optional<String> find(Map<?, ?> elements, String element) {
            return elements.entrySet().stream()
                    .filter(entry -> entry.getKey().toString().startsWith(element + "|"))
                    .map(entry -> entry.getValue().toString())
                    .findFirst();
        }

        /** {@code 77,/min}, {@code 0|local::at0008|Absent|} or {@code 5}. */
        private static double number(String text) {
            return Double.parseDouble(text.split("[,|]", -1)[0]);
        }
    }

    static List<Case> of(String file) {
        List<Case> cases = new ArrayList<>();
        for (Object found : (List<?>) part(document(file), "test_cases")) {
            Map<?, ?> map = (Map<?, ?>) found;
            cases.add(
                    new Case(
                            part(map, "id").toString(),
                            (Map<?, ?>) part((Map<?, ?>) part(map, "input"), 1),
                            (Map<?, ?>) part((Map<?, ?>) part(map, "expected_output"), 1)));
        }
        return cases;
    }

    /** The moment at which the cases of the file are. */
    static OffsetDateTime now(String file) {
        return ZonedDateTime.parse(part(document(file), "current_datetime").toString())
                .toOffsetDateTime();
    }

    private static Map<?, ?> document(String file) {
        try (Reader reader = Files.newBufferedReader(SharedData.path(DIRECTORY).resolve(file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object part(Map<?, ?> map, Object key) {
        return Objects.requireNonNull(map.get(key), key.toString());
    }
}
