package org.vitalwire.alert.channel.pcd;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vitalwire.kit.hl7.Hl7;

/**
 * Reads Report Alert Status, ORA^R41: which delivery, and what has become of it. Alert managers
 * place the status in different fields, so it is looked for in the values of OBX and in PRT.
 *
 * @param controlId MSH-10, for the answer
 */
record StatusMessage(String controlId, UUID deliveryId, Status status) {

    /** What has become of it. */
    enum Status {
        RECEIVED,
        ACCEPTED,
        REJECTED,
        /** Nothing that changes anything here, such as undeliverable: no receipt is enough. */
        OTHER
    }

    private static final int MESSAGE_TYPE = 9;
    private static final int CONTROL_ID = 10;
    private static final Pattern OURS =
            Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:\\..*)?");

    /** Empty where it is none, or of no delivery of ours. */
    static Optional<StatusMessage> of(Hl7 message) {
        List<String> header = message.segment("MSH");
        if (!Hl7.field(header, MESSAGE_TYPE).startsWith("ORA^R41")) {
            return Optional.empty();
        }
        return delivery(message)
                .map(id -> new StatusMessage(Hl7.field(header, CONTROL_ID), id, status(message)));
    }

    /** MSA-2 is what we sent as MSH-10; OBR-3 what we sent as that, with the alert's number. */
    private static Optional<UUID> delivery(Hl7 message) {
        return Stream.concat(
                        Stream.of(Hl7.field(message.segment("MSA"), 2)),
                        message.all("OBR").stream()
                                .map(request -> Hl7.first(Hl7.field(request, 3))))
                .map(OURS::matcher)
                .filter(Matcher::matches)
                .map(found -> UUID.fromString(found.group(1)))
                .findFirst();
    }

    private static Status status(Hl7 message) {
        return Stream.concat(
                        message.all("OBX").stream().map(value -> Hl7.field(value, 5)),
                        message.all("PRT").stream().flatMap(List::stream))
                .flatMap(field -> Stream.of(field.split("\\^", -1)))
                .map(StatusMessage::status)
                .filter(status -> status != Status.OTHER)
                .max(Enum::compareTo)
                .orElse(Status.OTHER);
    }

    /**
     * The words of PCD-07, on which PCD-05 reports; "negative" says that the alarm was a false one.
     */
    private static Status status(String word) {
        return switch (word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "received", "delivered", "read" -> Status.RECEIVED;
            case "accepted",
                    "acceptedpositive",
                    "acceptedaspositive",
                    "acceptednegative",
                    "acceptedasnegative" ->
                    Status.ACCEPTED;
            case "rejected" -> Status.REJECTED;
            default -> Status.OTHER;
        };
    }
}
