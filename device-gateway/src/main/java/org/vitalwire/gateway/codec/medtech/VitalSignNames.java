package org.vitalwire.gateway.codec.medtech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;

/** What a name means: {@code names.tsv}, and the catalogue's own codes. */
final class VitalSignNames {

    private static final Map<String, Meaning> NAMES = load();

    private VitalSignNames() {}

    /** What a type's or a value's name says. */
    sealed interface Meaning {
        /**
         * @param unit of its numbers, or empty where the name does not tell
         */
        record Sign(VitalSign sign, String unit) implements Meaning {}

        /** Something else that must not pass for a vital sign. */
        record Other() implements Meaning {}

        /** Says nothing by itself, such as {@code value}. */
        record Neutral() implements Meaning {}

        /** Nobody has heard of it. */
        record Unknown() implements Meaning {}
    }

    static Meaning of(String name) {
        Meaning meaning = NAMES.get(plain(name));
        if (meaning != null) {
            return meaning;
        }
        return byCode(name)
                .<Meaning>map(sign -> new Meaning.Sign(sign, sign.entry().unit()))
                .orElseGet(Meaning.Unknown::new);
    }

    /** By our own code, or a LOINC or MDC code; never a waveform. */
    static Optional<VitalSign> byCode(String code) {
        return VitalSign.ofCode(code)
                .or(() -> first(sign -> sign.entry().loinc().indexOf(code) == 0))
                .or(() -> first(sign -> sign.entry().loinc().contains(code)))
                .or(() ->
                        first(sign ->
                                sign.entry().mdc().stream()
                                        .anyMatch(mdc -> mdc.toString().equals(code))))
                .filter(sign -> sign.entry().kind() != Kind.WAVEFORM);
    }

    private static Optional<VitalSign> first(java.util.function.Predicate<VitalSign> condition) {
        return Arrays.stream(VitalSign.values()).filter(condition).findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Map<String, Meaning> load() {
        Map<String, Meaning> names = new HashMap<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                VitalSignNames.class.getResourceAsStream("names.tsv"));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> names.put(cells[0], meaning(cells[1], cells[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(names);
    }

    private static Meaning meaning(String sign, String unit) {
        return switch (sign) {
            case "-" -> new Meaning.Other();
            case "*" -> new Meaning.Neutral();
            default -> new Meaning.Sign(VitalSign.ofCode(sign).orElseThrow(), unit);
        };
    }
}
