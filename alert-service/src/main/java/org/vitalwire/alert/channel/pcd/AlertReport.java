package org.vitalwire.alert.channel.pcd;

import static org.vitalwire.kit.hl7.Hl7.escaped;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Message.Line;
import org.vitalwire.contracts.event.Priority;

/**
 * Writes a page as Report Alert, ORU^R40 of HL7 2.6: one OBR an alert, and behind it its facets in
 * the order of the ACM profile. The patient is where the alert is, and nobody by name.
 */
final class AlertReport {

    /** Of ORU^R40, in MSH-21. */
    private static final String PROFILE = "IHE_PCD_ACM_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.4.1^ISO";

    private static final String EVENT = "196616^MDC_EVT_ALARM^MDC";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneOffset.UTC);

    private final Pcd04Settings settings;

    AlertReport(Pcd04Settings settings) {
        this.settings = settings;
    }

    /** MSH-10: answers bring it back, and so it is the delivery. */
    static String controlId(Message message) {
        return message.deliveryId().toString();
    }

    /**
     * @param recipient whom the alert manager is to tell, in its own words
     */
    String write(Message message, String recipient, Instant now) {
        StringBuilder text = new StringBuilder(1_000);
        header(text, message, now);
        // No identifier; the name is of the type "pseudonym" (HL7 table 0200), and empty.
        segment(text, "PID", "", "", "^^^^PI", "", "^^^^^^S");
        message.location().ifPresent(location -> segment(text, "PV1", "", "I", place(location)));
        int number = 1;
        for (Line line : message.lines()) {
            alert(text, message, line, number, recipient);
            number++;
        }
        return text.toString();
    }

    private void header(StringBuilder text, Message message, Instant now) {
        segment(
                text,
                "MSH",
                "^~\\&",
                escaped(settings.sendingApplication()),
                escaped(settings.sendingFacility()),
                escaped(settings.receivingApplication()),
                escaped(settings.receivingFacility()),
                TIME.format(now),
                "",
                "ORU^R40^ORU_R40",
                controlId(message),
                // HL7 table 0103: what is simulated is for training.
                message.synthetic() ? "T" : "P",
                "2.6",
                "",
                "",
                "AL",
                "NE",
                "",
                "UNICODE UTF-8",
                "",
                "",
                PROFILE);
    }

    private void alert(
            StringBuilder text, Message message, Line line, int number, String recipient) {
        String raised = TIME.format(message.raisedAt());
        String id =
                controlId(message) + "." + number + "^" + escaped(settings.sendingApplication());
        segment(text, "OBR", Integer.toString(number), "", id, EVENT, "", "", raised);
        segment(
                text,
                "PRT",
                Integer.toString(number),
                "AD",
                "",
                "RCT^Result Copies To^HL70912",
                escaped(recipient));
        String event = escaped(line.condition()) + "^" + escaped(line.title()) + "^99VITALWIRE";
        facet(text, 1, "CWE", EVENT, event, raised);
        facet(text, 2, "ST", "68480^MDC_ATTR_ALERT_SOURCE^MDC", "Vitalwire", raised);
        facet(text, 3, "ST", "68481^MDC_ATTR_EVENT_PHASE^MDC", "start", raised);
        facet(text, 4, "ST", "68482^MDC_ATTR_ALARM_STATE^MDC", "active", raised);
        facet(text, 5, "ST", "68483^MDC_ATTR_ALARM_INACTIVATION_STATE^MDC", "enabled", raised);
        facet(
                text,
                6,
                "ST",
                "68484^MDC_ATTR_ALARM_PRIORITY^MDC",
                priority(message.priority()),
                raised);
        facet(text, 7, "ST", "68485^MDC_ATTR_ALERT_TYPE^MDC", "SP", raised);
    }

    private static void facet(
            StringBuilder text, int number, String type, String name, String value, String at) {
        segment(
                text,
                "OBX",
                Integer.toString(number),
                type,
                name,
                "1.0.0.0." + number,
                value,
                "",
                "",
                "",
                "",
                "",
                "F",
                "",
                "",
                at);
    }

    private static String priority(Priority priority) {
        return switch (priority) {
            case HIGH -> "PH";
            case MEDIUM -> "PM";
            case LOW -> "PL";
        };
    }

    /** {@code ward-a, bed 3} as point of care, room and bed, and again in words. */
    private static String place(String location) {
        int comma = location.indexOf(", ");
        String unit = comma < 0 ? location : location.substring(0, comma);
        String bed = comma < 0 ? "" : location.substring(comma + 2).replaceFirst("^bed ", "");
        return String.join(
                "^",
                List.of(escaped(unit), "", escaped(bed), "", "", "", "", "", escaped(location)));
    }

    private static void segment(StringBuilder text, String name, String... fields) {
        text.append(name).append('|').append(String.join("|", fields)).append('\r');
    }
}
