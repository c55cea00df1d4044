package org.vitalwire.analytics.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for programs. What is not known is null. */
public final class ReportJson {

    private ReportJson() {}

    /** As maps and lists. */
    public static Map<String, @Nullable Object> of(EvaluationReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", report.command());
        json.put("data", report.data().stream().map(ReportJson::data).toList());
        return json;
    }

    /** Of a ward: a policy that somebody asks about, beside what is in force. */
    static Map<String, @Nullable Object> ward(
            int patients, List<AlertFigures> asked, List<AlertFigures> inForce) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("patients", patients);
        json.put("patientDays", number(asked.getFirst().patientDays()));
        json.put("asked", asked.stream().map(ReportJson::alerts).toList());
        json.put("inForce", inForce.stream().map(ReportJson::alerts).toList());
        return json;
    }

    private static Map<String, @Nullable Object> data(DataReport data) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", data.name());
        json.put("stays", data.stays());
        json.put("patientDays", data.hours() / 24.0);
        json.put("events", data.events());
        json.put("positiveHours", data.positiveHours());
        json.put("policies", data.policies().stream().map(ReportJson::policy).toList());
        json.put("rawLimits", alerts(data.raw()));
        json.put("references", data.references().stream().map(ReportJson::score).toList());
        return json;
    }

    private static Map<String, @Nullable Object> policy(PolicyReport policy) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy", policy.label());
        json.put("alerts", policy.alerts().stream().map(ReportJson::alerts).toList());
        json.put("scores", policy.scores().stream().map(ReportJson::score).toList());
        json.put("heldBack", policy.heldBack());
        return json;
    }

    private static Map<String, @Nullable Object> score(ScoreFigures score) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("score", score.name());
        json.put("auroc", number(score.auroc()));
        json.put("auprc", number(score.auprc()));
        json.put("thresholds", score.thresholds().stream().map(ReportJson::alerts).toList());
        return json;
    }

    private static Map<String, @Nullable Object> alerts(AlertFigures row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", row.name());
        json.put("alertsPerPatientDay", number(row.alertsPerDay()));
        json.put("callsPerPatientDay", number(row.callsPerDay()));
        json.put("escalationsPerPatientDay", number(row.escalationsPerDay()));
        json.put("hoursOnAlert", share(row.hoursOnAlert()));
        json.put("eventsCaught", share(row.caught()));
        json.put("eventsCalledInWindow", share(row.calledInWindow()));
        json.put(
                "leadHours",
                List.of(row.lead().lower(), row.lead().median(), row.lead().upper()).stream()
                        .map(ReportJson::number)
                        .toList());
        json.put("usefulAlerts", share(row.usefulAlerts()));
        json.put("septicOfAlertedStays", share(row.septicOfAlerted()));
        json.put("alertedOfOtherStays", share(row.alertedOfOthers()));
        json.put("utility", number(row.utility()));
        json.put("byCondition", row.byCondition());
        return json;
    }

    private static Map<String, @Nullable Object> share(Share share) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("part", share.part());
        json.put("of", share.of());
        json.put("value", number(share.value()));
        json.put("low", number(share.low()));
        json.put("high", number(share.high()));
        return json;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
