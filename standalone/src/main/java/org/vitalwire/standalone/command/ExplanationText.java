package org.vitalwire.standalone.command;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** An explanation for a terminal. */
final class ExplanationText {

    private final PrintWriter out;

    ExplanationText(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode explained) {
        String device = text(explained, "device");
        out.printf(
                "%s: model %s, codec %s%s%n",
                explained.path("accepted").asBoolean() ? "accepted" : "refused",
                text(explained, "model"),
                text(explained, "codec"),
                device.isEmpty() ? "" : ", device " + device);
        out.printf("%nsteps%n");
        for (JsonNode step : explained.path("steps")) {
            out.printf(
                    "  %-8s %-28s %s%n",
                    text(step, "outcome").toLowerCase(Locale.ROOT),
                    text(step, "step"),
                    text(step, "detail"));
        }
        for (JsonNode reading : explained.path("readings")) {
            reading(reading);
        }
        if (!explained.path("faults").isEmpty()) {
            out.printf("%nrefused%n");
        }
        for (JsonNode fault : explained.path("faults")) {
            out.printf(
                    "  %s %s: %s%n",
                    text(fault, "number"), text(fault, "code"), text(fault, "reason"));
        }
    }

    private void reading(JsonNode reading) {
        String patient = text(reading, "patientId");
        out.printf(
                "%nreading measured %s, lane %s, clock %s%s%n",
                text(reading, "measuredAt"),
                text(reading, "lane"),
                text(reading, "clockQuality"),
                patient.isEmpty() ? "" : ", patient " + patient);
        for (JsonNode value : reading.path("values")) {
            StringBuilder flags = new StringBuilder();
            value.path("flags")
                    .forEach(flag -> flags.append(" (").append(flag.asString("")).append(')'));
            out.printf(
                    "  %-28s %s %s%s%n",
                    text(value, "sign"), text(value, "value"), text(value, "unit"), flags);
        }
    }

    /** Empty for null. */
    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
