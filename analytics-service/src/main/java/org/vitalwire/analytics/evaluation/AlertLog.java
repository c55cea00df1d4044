package org.vitalwire.analytics.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;

/** Makes alerts of the phases of findings, of those that are at least of a priority. */
final class AlertLog {

    private final Priority least;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Alert> alerts = new ArrayList<>();

    private record Open(String condition, Priority now, int escalations, double startedAt) {}

    AlertLog(Priority least) {
        this.least = least;
    }

    /**
     * @param at when somebody would have been told, hours since the start of the stay
     */
    void take(Finding finding, double at) {
        String id = finding.findingId();
        Open known = open.get(id);
        boolean counts = finding.phase() != Phase.ENDED && finding.priority().compareTo(least) >= 0;
        if (!counts) {
            if (known != null) {
                open.remove(id);
                close(known, at);
            }
        } else if (known == null) {
            open.put(id, new Open(finding.condition(), finding.priority(), 0, at));
        } else {
            int rose = finding.priority().compareTo(known.now()) > 0 ? 1 : 0;
            open.put(
                    id,
                    new Open(
                            known.condition(),
                            finding.priority(),
                            known.escalations() + rose,
                            known.startedAt()));
        }
    }

    /** All of them, those that are still on until {@code end}. */
    List<Alert> until(double end) {
        open.values().forEach(last -> close(last, end));
        open.clear();
        alerts.sort(Comparator.comparingDouble(Alert::startedAt).thenComparing(Alert::condition));
        return List.copyOf(alerts);
    }

    private void close(Open known, double at) {
        alerts.add(new Alert(known.condition(), known.escalations(), known.startedAt(), at));
    }
}
