package org.vitalwire.ehr.adt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * Writes acknowledgements in original mode (HL7 v2, chapter 2.9.2): one for each message, also
 * where MSH-15 and MSH-16 ask for others.
 */
final class AdtAnswer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneOffset.UTC);

    /** Before 2.5 ERR was another segment. */
    private static final Set<String> WITHOUT_ERR = Set.of("2.1", "2.2", "2.3", "2.3.1", "2.4");

    private AdtAnswer() {}

    /**
     * @param header empty where it could not be read
     * @param fault empty: accepted
     */
    static String of(Optional<AdtHeader> header, Optional<AdtFault> fault, String id, Instant now) {
        AdtHeader asked = header.orElse(new AdtHeader("", "", "", "", "", "", "", "", ""));
        String version = asked.version().isEmpty() ? "2.6" : asked.version();
        StringBuilder answer = new StringBuilder(200);
        answer.append("MSH|^~\\&|")
                .append(
                        asked.receivingApplication().isEmpty()
                                ? "VITALWIRE"
                                : asked.receivingApplication())
                .append('|')
                .append(asked.receivingFacility())
                .append('|')
                .append(asked.application())
                .append('|')
                .append(asked.facility())
                .append('|')
                .append(TIME.format(now))
                .append("||ACK")
                .append(asked.answeredTrigger().map(trigger -> "^" + trigger + "^ACK").orElse(""))
                .append('|')
                .append(id)
                .append('|')
                .append(asked.processing().isEmpty() ? "P" : escaped(asked.processing()))
                .append('|')
                .append(escaped(version))
                .append("\rMSA|")
                .append(fault.map(AdtFault::acknowledgement).orElse(Acknowledgement.AA))
                .append('|')
                .append(escaped(asked.controlId()))
                .append('\r');
        fault.filter(any -> !WITHOUT_ERR.contains(version))
                .ifPresent(told ->
                        answer.append("ERR||")
                                .append(location(told.place()))
                                .append('|')
                                .append(told.code())
                                .append("^^HL70357|E||||")
                                .append(told.reason())
                                .append('\r'));
        return answer.toString();
    }

    /** ERR-2: segment, its number, field. */
    private static String location(String place) {
        int dash = place.indexOf('-');
        return dash < 0 ? place : place.substring(0, dash) + "^1^" + place.substring(dash + 1);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\");
    }
}
