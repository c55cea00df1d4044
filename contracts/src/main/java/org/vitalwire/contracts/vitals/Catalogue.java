package org.vitalwire.contracts.vitals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.CatalogueEntry.UnitConversion;

/** Reads {@code vital-signs.tsv} and {@code unit-conversions.tsv} once. */
final class Catalogue {

    private static final Map<String, CatalogueEntry> ENTRIES = load();

    private Catalogue() {}

    static CatalogueEntry entry(String code) {
        CatalogueEntry entry = ENTRIES.get(code);
        if (entry == null) {
            throw new IllegalStateException("vital-signs.tsv has no row " + code);
        }
        return entry;
    }

    static int size() {
        return ENTRIES.size();
    }

    private static Map<String, CatalogueEntry> load() {
        Map<String, Map<String, UnitConversion>> conversions = new HashMap<>();
        for (Map<String, String> row : rows("unit-conversions.tsv")) {
            conversions
                    .computeIfAbsent(cell(row, "canonical"), unit -> new HashMap<>())
                    .put(
                            cell(row, "accepted"),
                            new UnitConversion(number(row, "factor"), number(row, "offset")));
        }
        return rows("vital-signs.tsv").stream()
                .map(row -> entry(row, conversions))
                .collect(Collectors.toUnmodifiableMap(CatalogueEntry::code, e -> e));
    }

    private static CatalogueEntry entry(
            Map<String, String> row, Map<String, Map<String, UnitConversion>> conversions) {
        String unit = cell(row, "unit");
        return new CatalogueEntry(
                Integer.parseInt(cell(row, "number")),
                cell(row, "code"),
                cell(row, "display"),
                Kind.valueOf(cell(row, "kind")),
                Boolean.parseBoolean(cell(row, "monitored")),
                unit,
                cell(row, "unitDisplay"),
                number(row, "low"),
                number(row, "high"),
                new BigDecimal(cell(row, "resolution")),
                list(cell(row, "loinc")),
                list(cell(row, "mdc")).stream().map(Integer::valueOf).toList(),
                list(cell(row, "codes")),
                conversions.getOrDefault(unit, Map.of()));
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(cell(row, column));
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }

    private static List<Map<String, String>> rows(String resource) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Catalogue.class.getResourceAsStream(resource), resource),
                                StandardCharsets.UTF_8))) {
            List<String> lines =
                    reader.lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .toList();
            List<String> header = Arrays.asList(lines.getFirst().split("\t", -1));
            return lines.stream().skip(1).map(line -> row(header, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static Map<String, String> row(List<String> header, String line) {
        String[] cells = line.split("\t", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), i < cells.length ? cells[i] : "");
        }
        return row;
    }
}
