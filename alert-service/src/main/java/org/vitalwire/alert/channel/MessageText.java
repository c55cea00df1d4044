package org.vitalwire.alert.channel;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vitalwire.alert.channel.Message.Line;
import org.vitalwire.contracts.event.Priority;

/**
 * A message in a person's words, German or English. What an alert is called is the policy's
 * wording.
 */
public final class MessageText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);

    private final ZoneId zone;

    /**
     * @param zone of the times of day
     */
    public MessageText(ZoneId zone) {
        this.zone = zone;
    }

    /** One line, for example {@code HIGH: SpO2 low (+2)}. */
    public String title(Message message) {
        int more = message.lines().size() - 1;
        return (message.synthetic() ? simulated(message.language()) + " " : "")
                + priority(message.priority(), message.language())
                + ": "
                + message.lines().getFirst().title()
                + (more == 0 ? "" : " (+" + more + ")");
    }

    /** Where, since when, and what else, for example {@code ward-a, bed 3, since 14:03 UTC}. */
    public String body(Message message) {
        String since =
                (isGerman(message.language()) ? "seit " : "since ")
                        + TIME.format(message.raisedAt().atZone(zone));
        String first = message.location().map(location -> location + ", " + since).orElse(since);
        List<Line> rest = message.lines().subList(1, message.lines().size());
        if (rest.isEmpty()) {
            return first;
        }
        return first
                + (isGerman(message.language()) ? ". Außerdem: " : ". Also: ")
                + rest.stream().map(Line::title).distinct().collect(Collectors.joining(", "));
    }

    /** All of it on one line, for a text message or to be read out. */
    public String sentence(Message message) {
        return title(message) + ". " + body(message) + ".";
    }

    /** What every message says of itself. */
    public String secondary(Locale language) {
        return isGerman(language)
                ? "Zusätzliche Benachrichtigung. Ersetzt nicht den Patientenmonitor."
                : "Secondary notification. It does not replace the primary monitor.";
    }

    /** The name of the link. */
    public String open(Locale language) {
        return isGerman(language) ? "In Vitalwire öffnen" : "Open in Vitalwire";
    }

    public String priority(Priority priority, Locale language) {
        return switch (priority) {
            case HIGH -> isGerman(language) ? "HOCH" : "HIGH";
            case MEDIUM -> isGerman(language) ? "MITTEL" : "MEDIUM";
            case LOW -> isGerman(language) ? "NIEDRIG" : "LOW";
        };
    }

    private static String simulated(Locale language) {
        return isGerman(language) ? "[SIMULIERT]" : "[SIMULATED]";
    }

    private static boolean isGerman(Locale language) {
        return "de".equals(language.getLanguage());
    }
}
