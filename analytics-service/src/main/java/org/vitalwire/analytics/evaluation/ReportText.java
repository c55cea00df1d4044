package org.vitalwire.analytics.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts a report into words, tables and figures. */
final class ReportText {

    static final String TITLE = "What the policies would have done";

    private static final List<String> ALERT_HEAD =
            List.of(
                    "",
                    "alerts per patient-day",
                    "calls per patient-day",
                    "priority rises per patient-day",
                    "hours on alert",
                    "events caught, -12 h to +3 h",
                    "events with a new alert in it",
                    "lead, median (quartiles)",
                    "PPV of alerts",
                    "stays alerted that were septic",
                    "other stays alerted",
                    "utility");

    private ReportText() {}

    static List<Block> of(EvaluationReport report) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading(1, TITLE));
        blocks.add(new Block.Paragraph("Made by:"));
        blocks.add(new Block.Command(report.command()));
        for (int i = 0; i < report.data().size(); i++) {
            DataReport data = report.data().get(i);
            blocks.add(new Block.Heading(2, data.name()));
            blocks.add(new Block.Paragraph(extent(data)));
            if (data.hasEvents()) {
                withEvents(data, "data-" + (i + 1), blocks);
            } else {
                burden(data, blocks);
            }
            heldBack(data, blocks);
        }
        return blocks;
    }

    private static String extent(DataReport data) {
        String days = "%,d stays, %.1f patient-days".formatted(data.stays(), data.hours() / 24.0);
        return data.hasEvents()
                ? String.format(
                        Locale.ROOT,
                        "%s. Events: %,d onsets of sepsis, %,d of %,d hours are positive.",
                        days,
                        data.events(),
                        data.positiveHours(),
                        data.hours())
                : days + ". What became of the patients is not known: only the burden is counted.";
    }

    private static void withEvents(DataReport data, String name, List<Block> blocks) {
        blocks.add(new Block.Heading(3, "Alerts"));
        blocks.add(
                new Block.Paragraph(
                        "An alert is a condition that began; calls leave out those that began while another"
                                + " was on. Caught: an alert stood in some hour of the window, whenever it had"
                                + " begun. Lead: from the first such hour to the onset, at most 12 h. PPV: alerts"
                                + " that began in the window of an event. Intervals are of 95 %, by Wilson."
                                + " References score every hour on the last charted values, however old, without"
                                + " delay."));
        blocks.add(new Block.Table(ALERT_HEAD, alertRows(data)));
        blocks.add(
                new Block.Figure(
                        name + "-burden",
                        "Events caught against alerts per patient-day; curves are thresholds",
                        ReportFigures.burden(data)));
        blocks.add(
                new Block.Figure(
                        name + "-lead",
                        "How many events were caught by when",
                        ReportFigures.lead(data)));
        blocks.add(new Block.Heading(3, "Scores, hour by hour"));
        blocks.add(
                new Block.Paragraph(
                        "Every hour of every stay counts. The threshold of the greatest utility is chosen on"
                                + " these very stays. The hours since admission are no score and no rule may use"
                                + " them: they show how much of such figures knows nothing of the patient."));
        blocks.add(
                new Block.Table(
                        List.of("", "AUROC", "AUPRC", "best threshold", "its utility"),
                        scoreRows(data)));
        blocks.add(new Block.Figure(name + "-auroc", "AUROC by hour", ReportFigures.auroc(data)));
        blocks.add(new Block.Heading(3, "Alerts by condition, per patient-day"));
        blocks.add(conditions(data));
    }

    private static void burden(DataReport data, List<Block> blocks) {
        blocks.add(new Block.Heading(3, "Alerts by condition, per patient-day"));
        blocks.add(
                new Block.Paragraph(
                        "The raw limits call at every value beyond the outermost step, at once."));
        blocks.add(conditions(data));
    }

    private static List<List<String>> alertRows(DataReport data) {
        List<List<String>> rows = new ArrayList<>();
        data.policies().forEach(policy -> policy.alerts().forEach(row -> rows.add(alerts(row))));
        rows.add(alerts(data.raw()));
        data.references().forEach(score -> score.rows().forEach(row -> rows.add(alerts(row))));
        return rows;
    }

    private static List<String> alerts(AlertFigures row) {
        return List.of(
                row.name(),
                number("%.2f", row.alertsPerDay()),
                number("%.2f", row.callsPerDay()),
                number("%.2f", row.escalationsPerDay()),
                number("%.1f %%", 100 * row.hoursOnAlert().value()),
                row.caught().text(),
                row.calledInWindow().text(),
                row.lead().text(),
                row.usefulAlerts().text(),
                row.septicOfAlerted().text(),
                row.alertedOfOthers().text(),
                number("%.3f", row.utility()));
    }

    private static List<List<String>> scoreRows(DataReport data) {
        List<List<String>> rows = new ArrayList<>();
        for (PolicyReport policy : data.policies()) {
            policy.scores()
                    .forEach(score -> rows.add(score(policy.label() + ": " + score.name(), score)));
        }
        data.references().forEach(score -> rows.add(score(score.name(), score)));
        return rows;
    }

    private static List<String> score(String name, ScoreFigures score) {
        Optional<AlertFigures> best = score.best();
        return List.of(
                name,
                number("%.3f", score.auroc()),
                number("%.3f", score.auprc()),
                best.map(AlertFigures::name).orElse("-"),
                best.map(row -> number("%.3f", row.utility())).orElse("-"));
    }

    private static Block.Table conditions(DataReport data) {
        TreeSet<String> names = new TreeSet<>(data.raw().byCondition().keySet());
        List<String> head = new ArrayList<>(List.of("", RawLimits.NAME));
        List<AlertFigures> columns = new ArrayList<>(List.of(data.raw()));
        for (PolicyReport policy : data.policies()) {
            columns.add(policy.alerts().getFirst());
            head.add(policy.label());
            names.addAll(policy.alerts().getFirst().byCondition().keySet());
        }
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of(name));
            for (AlertFigures column : columns) {
                long count = column.byCondition().getOrDefault(name, 0L);
                row.add(count == 0 ? "-" : number("%.3f", count / column.patientDays()));
            }
            rows.add(row);
        }
        List<String> sum = new ArrayList<>(List.of("all"));
        columns.forEach(column -> sum.add(number("%.2f", column.alertsPerDay())));
        rows.add(sum);
        return new Block.Table(head, rows);
    }

    private static void heldBack(DataReport data, List<Block> blocks) {
        for (PolicyReport policy : data.policies()) {
            if (!policy.heldBack().isEmpty()) {
                blocks.add(new Block.Heading(3, "Values held back by " + policy.label()));
                List<List<String>> rows =
                        policy.heldBack().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry ->
                                        List.of(entry.getKey(), "%,d".formatted(entry.getValue())))
                                .toList();
                blocks.add(new Block.Table(List.of("sign and reason", "values"), rows));
            }
        }
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
