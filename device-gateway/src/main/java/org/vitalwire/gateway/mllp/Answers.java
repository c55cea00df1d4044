package org.vitalwire.gateway.mllp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.hl7.Hl7Header;
import org.vitalwire.gateway.intake.Prepared;

/**
 * Writes acknowledgements (HL7 v2 chapter 2.9): in original mode one, in enhanced mode none to two.
 */
final class Answers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneOffset.UTC);

    /** Before 2.5 ERR was another segment. */
    private static final Set<String> WITHOUT_ERR = Set.of("2.1", "2.2", "2.3", "2.3.1", "2.4");

    private Answers() {}

    /**
     * @param code MSA-1
     * @param text without its frame
     */
    record Answer(String code, String text) {

        byte[] framed() {
            return ("\u000b" + text + "\u001c\r").getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * @param header null where the message had none that could be read
     * @param id MSH-10 of the answer
     */
    static List<Answer> of(
            @Nullable Hl7Header header,
            Outcome outcome,
            Prepared prepared,
            String id,
            Instant now) {
        Function<String, Answer> answer =
                code -> new Answer(code, text(header, code, outcome, prepared, id, now));
        if (header == null
                || (header.acceptAcknowledgement().isEmpty()
                        && header.applicationAcknowledgement().isEmpty())) {
            return List.of(answer.apply(outcome.application()));
        }
        List<Answer> answers = new ArrayList<>(2);
        if (wanted(header.acceptAcknowledgement(), outcome)) {
            answers.add(answer.apply(outcome.commit()));
        }
        if (wanted(header.applicationAcknowledgement(), outcome)) {
            answers.add(answer.apply(outcome.application()));
        }
        return answers;
    }

    /** HL7 table 0155. Who wants something that we do not know is told. */
    private static boolean wanted(String condition, Outcome outcome) {
        return switch (condition) {
            case "", "NE" -> false;
            case "ER" -> outcome != Outcome.ACCEPTED;
            case "SU" -> outcome == Outcome.ACCEPTED;
            default -> true;
        };
    }

    private static String text(
            @Nullable Hl7Header header,
            String code,
            Outcome outcome,
            Prepared prepared,
            String id,
            Instant now) {
        StringBuilder text = new StringBuilder(300);
        text.append("MSH|^~\\&|")
                .append(orElse(field(header, 5), "VITALWIRE"))
                .append('|')
                .append(field(header, 6))
                .append('|')
                .append(field(header, 3))
                .append('|')
                .append(field(header, 4))
                .append('|')
                .append(TIME.format(now))
                .append("||ACK")
                .append(trigger(header))
                .append('|')
                .append(id)
                .append('|')
                .append(orElse(field(header, 11), "P"))
                .append('|')
                .append(orElse(field(header, 12), "2.6"))
                .append("\rMSA|")
                .append(code)
                .append('|')
                .append(field(header, 10))
                .append('|')
                .append(prepared.outcome())
                .append('\r');
        if (!prepared.rejected().isEmpty() && !WITHOUT_ERR.contains(field(header, 12))) {
            FailureCode first = prepared.rejected().getFirst();
            text.append("ERR|||")
                    .append(errorCode(first, outcome))
                    .append('|')
                    .append(outcome == Outcome.ACCEPTED ? 'W' : 'E')
                    .append("|||")
                    .append(first.name())
                    .append(' ')
                    .append(first.number())
                    .append('\r');
        }
        return text.toString();
    }

    /** HL7 table 0357, as near as it comes; our own code stands beside it. */
    private static String errorCode(FailureCode code, Outcome outcome) {
        if (outcome == Outcome.REJECTED && code == FailureCode.NO_MEASUREMENT) {
            return "200^Unsupported message type^HL70357";
        }
        return switch (code.kind()) {
            case MALFORMED, IMPLAUSIBLE ->
                    code == FailureCode.OTHER_DEVICE
                            ? "204^Unknown key identifier^HL70357"
                            : "102^Data type error^HL70357";
            case UNAUTHORISED -> "204^Unknown key identifier^HL70357";
            case UNAVAILABLE, DEFECT -> "207^Application error^HL70357";
        };
    }

    private static String trigger(@Nullable Hl7Header header) {
        String trigger = header == null ? "" : header.trigger();
        return trigger.matches("[A-Z][0-9A-Z]{2}") ? "^" + trigger + "^ACK" : "";
    }

    private static String field(@Nullable Hl7Header header, int field) {
        return header == null ? "" : header.encoded(field);
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
