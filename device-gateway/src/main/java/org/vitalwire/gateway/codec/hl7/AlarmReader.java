package org.vitalwire.gateway.codec.hl7;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.codec.DecodedAlarm;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;

/**
 * Reads the alarms of one ORU^R40 (IHE PCD-04 Report Alert): one for each OBR, its facets in the
 * OBX behind it. Measured values that go with an alarm are not readings here: the device reports
 * them as such by ORU^R01.
 */
final class AlarmReader {

    private static final String EVENT = "196616";
    private static final String EVENT_PHASE = "68481";
    private static final String ALARM_STATE = "68482";
    private static final String ALARM_PRIORITY = "68484";
    private static final String ALARM_TYPE = "68485";

    /** Reference names of the nomenclature; anything else in their place might be anything. */
    private static final Pattern REFERENCE_NAME = Pattern.compile("MDC_[A-Z0-9_]{1,60}");

    private static final Pattern PRIORITY = Pattern.compile("P[A-Z]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private final ZoneId zone;
    private final DecodingTrace trace;

    AlarmReader(ZoneId zone, DecodingTrace trace) {
        this.zone = zone;
        this.trace = trace;
    }

    List<DecodedAlarm> read(List<Hl7Segment> segments) {
        List<DecodedAlarm> alarms = new ArrayList<>(1);
        Alert alert = null;
        for (Hl7Segment segment : segments) {
            if (segment.name().equals("OBR")) {
                add(alert, alarms);
                alert = new Alert(segment);
            } else if (segment.name().equals("OBX") && alert != null) {
                alert.facet(segment);
            }
        }
        add(alert, alarms);
        return alarms;
    }

    private void add(@Nullable Alert alert, List<DecodedAlarm> alarms) {
        if (alert == null || alert.event == null) {
            return;
        }
        DecodedAlarm alarm = alert.alarm(alert.event, zone);
        trace.step(
                "OBR " + (alarms.size() + 1),
                Outcome.TAKEN,
                () -> "%s %s: %s".formatted(alarm.kind(), alarm.phase(), alarm.detail()));
        alarms.add(alarm);
    }

    /** What is gathered of one alarm. */
    private static final class Alert {
        private final Hl7Segment order;
        private @Nullable Hl7Segment event;
        private String phase = "";
        private String state = "";
        private String priority = "";
        private String type = "";

        Alert(Hl7Segment order) {
            this.order = order;
        }

        void facet(Hl7Segment obx) {
            switch (obx.text(3)) {
                case EVENT -> event(obx);
                case EVENT_PHASE -> phase = obx.text(5);
                case ALARM_STATE -> state = obx.text(5);
                case ALARM_PRIORITY -> priority = obx.text(5);
                case ALARM_TYPE -> type = obx.text(5);
                default -> {
                    // Source, inactivation and measured values change nothing in the event.
                }
            }
        }

        /** Type and priority may stand in OBX-8 instead of in facets of their own. */
        private void event(Hl7Segment obx) {
            event = obx;
            for (int i = 0; i < obx.repetitions(8); i++) {
                String flag = obx.text(8, i, 1);
                if (flag.startsWith("S")) {
                    type = flag;
                } else if (flag.startsWith("P")) {
                    priority = flag;
                }
            }
        }

        DecodedAlarm alarm(Hl7Segment found, ZoneId zone) {
            String given = found.text(14).isEmpty() ? order.text(7) : found.text(14);
            long micros = Hl7Time.parseMicros(given, zone);
            Phase eventPhase = phase();
            String occurrence = occurrence(found);
            return new DecodedAlarm(
                    type.equals("ST")
                            ? DeviceEventKind.TECHNICAL_ALARM
                            : DeviceEventKind.DEVICE_ALARM,
                    eventPhase,
                    severity(),
                    id(occurrence, eventPhase, micros),
                    occurrence,
                    detail(found, micros));
        }

        /** What says neither is as good as a moment: nobody would ever end it. */
        private Phase phase() {
            return switch (phase) {
                case "start", "continue", "update", "escalate", "de-escalate", "deescalate" ->
                        state.equals("inactive") ? Phase.ENDED : Phase.STARTED;
                case "end", "reset" -> Phase.ENDED;
                default ->
                        switch (state) {
                            case "active", "latched" -> Phase.STARTED;
                            case "inactive" -> Phase.ENDED;
                            default -> Phase.MOMENT;
                        };
            };
        }

        /** A technical alarm of middle priority means that readings are missing now. */
        private Severity severity() {
            return switch (priority) {
                case "PH" -> Severity.PROBLEM;
                case "PM" -> type.equals("ST") ? Severity.PROBLEM : Severity.WARNING;
                case "PL" -> Severity.WARNING;
                default -> Severity.INFORMATION;
            };
        }

        /** The alarm that this continues (OBR-29), else the alarm itself (OBR-3). */
        private String occurrence(Hl7Segment found) {
            for (String id : new String[] {order.text(29, 2), order.text(29, 1), order.text(3)}) {
                if (DeviceId.isValid(id)) {
                    return id;
                }
            }
            return plain(NUMBER, found.text(5)) + "-" + source(found);
        }

        /**
         * An alarm that goes on is told again and again, so that nobody misses it who was away:
         * once an hour is enough of that.
         */
        private String id(String occurrence, Phase eventPhase, long micros) {
            boolean news = !phase.equals("continue") && !phase.equals("update");
            String at =
                    micros == Hl7Time.INVALID
                            ? "unknown"
                            : news
                                    ? Long.toString(micros)
                                    : instant(micros).truncatedTo(ChronoUnit.HOURS).toString();
            return "%s:%s:%s:%s".formatted(occurrence, eventPhase, priority(), at);
        }

        private String detail(Hl7Segment found, long micros) {
            StringBuilder detail = new StringBuilder(120);
            detail.append("MDC ").append(plain(NUMBER, found.text(5)));
            String name = plain(REFERENCE_NAME, found.text(5, 2));
            if (!name.isEmpty()) {
                detail.append(' ').append(name);
            }
            detail.append(", source ").append(source(found));
            String words =
                    switch (priority) {
                        case "PH" -> "high";
                        case "PM" -> "medium";
                        case "PL" -> "low";
                        case "PN" -> "no";
                        default -> "unknown";
                    };
            detail.append(", ").append(words).append(" priority");
            if (micros != Hl7Time.INVALID) {
                detail.append(", by the device's clock ").append(instant(micros));
            }
            return detail.toString();
        }

        /** MDS, VMD and channel in the device's containment tree. */
        private static String source(Hl7Segment found) {
            String[] path = found.text(4).split("\\.", 4);
            StringBuilder source = new StringBuilder();
            for (int i = 0; i < Math.min(path.length, 3); i++) {
                source.append(i == 0 ? "" : ".").append(plain(NUMBER, path[i]));
            }
            return source.isEmpty() ? "unknown" : source.toString();
        }

        private String priority() {
            return plain(PRIORITY, priority);
        }

        private static Instant instant(long micros) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }

        private static String plain(Pattern allowed, String text) {
            return allowed.matcher(text).matches() ? text : "";
        }
    }
}
