package org.vitalwire.analytics.evaluation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.Priority;

/** Keeps what somebody would have been told of one patient. */
final class OutcomeLog {

    static final long HOUR = EventTime.ofMillis(3_600_000);

    private final long start;
    private final Map<Priority, AlertLog> logs = new EnumMap<>(Priority.class);
    private final Map<String, Long> heldBack = new HashMap<>();

    /**
     * @param start of the stay, microseconds
     */
    OutcomeLog(long start) {
        this.start = start;
        for (Priority least : Priority.values()) {
            logs.put(least, new AlertLog(least));
        }
    }

    /** What is retrospective tells nobody anything. */
    void take(Outcome outcome, long now) {
        for (Finding finding : outcome.findings()) {
            if (!finding.retrospective()) {
                double at = (now - start) / (double) HOUR;
                logs.values().forEach(log -> log.take(finding, at));
            }
        }
        for (HeldBack values : outcome.heldBack()) {
            for (HeldBack.Value value : values.values()) {
                heldBack.merge(value.sign().code() + ": " + words(value.reason()), 1L, Long::sum);
            }
        }
    }

    private static String words(HeldBack.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** By the least priority that counts. */
    Map<Priority, List<Alert>> alerts(int hours) {
        Map<Priority, List<Alert>> alerts = new EnumMap<>(Priority.class);
        logs.forEach((least, log) -> alerts.put(least, log.until(hours)));
        return alerts;
    }

    Map<String, Long> heldBack() {
        return heldBack;
    }
}
