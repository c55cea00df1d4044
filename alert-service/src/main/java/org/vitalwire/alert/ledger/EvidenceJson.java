package org.vitalwire.alert.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence in a JSON column. Signs of later releases are skipped, as on the wire; so is what is no
 * number, which nobody could show.
 */
final class EvidenceJson {

    private record Item(String sign, double value, Instant time) {}

    private final JsonMapper json = JsonMapper.builder().build();

    String write(List<Evidence> evidence) {
        return json.writeValueAsString(
                evidence.stream()
                        .filter(e -> Double.isFinite(e.value()))
                        .map(e -> new Item(e.sign().code(), e.value(), e.measuredAt()))
                        .toList());
    }

    List<Evidence> read(String text) {
        return Stream.of(json.readValue(text, Item[].class))
                .flatMap(item ->
                        VitalSign.ofCode(item.sign())
                                .map(sign -> new Evidence(sign, item.value(), item.time()))
                                .stream())
                .toList();
    }
}
