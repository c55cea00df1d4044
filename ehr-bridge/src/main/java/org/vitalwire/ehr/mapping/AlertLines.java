package org.vitalwire.ehr.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.ehr.ledger.ChartKind;

/** The resources of an alert episode as lines of the chart. */
public final class AlertLines {

    private AlertLines() {}

    /**
     * What is new or says something else than before.
     *
     * @param before transitions of one episode in the order of their time; may be empty
     */
    public static List<AlertLedger.Resource> between(
            List<AlertEpisode> before, List<AlertEpisode> after) {
        Map<AlertLedger.Resource, Resource> earlier = before.isEmpty() ? Map.of() : of(before);
        List<AlertLedger.Resource> changed = new ArrayList<>();
        of(after)
                .forEach((line, resource) -> {
                    Resource known = earlier.get(line);
                    if (known == null || !known.equalsDeep(resource)) {
                        changed.add(line);
                    }
                });
        return List.copyOf(changed);
    }

    /** All of them; of several calls of one moment the last one stands. */
    static Map<AlertLedger.Resource, Resource> of(List<AlertEpisode> transitions) {
        AlertResources resources = AlertMapper.toResources(transitions);
        Map<AlertLedger.Resource, Resource> lines = new LinkedHashMap<>();
        lines.put(line(ChartKind.FLAG, resources.flag()), resources.flag());
        resources.calls().forEach(call -> lines.put(line(ChartKind.COMMUNICATION, call), call));
        resources.task().ifPresent(task -> lines.put(line(ChartKind.TASK, task), task));
        return lines;
    }

    private static AlertLedger.Resource line(ChartKind kind, Resource resource) {
        return new AlertLedger.Resource(kind, resource.getIdElement().getIdPart());
    }
}
