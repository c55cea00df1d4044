package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended, in the order of time and, within the same time, of ids. It stays right
 * whatever comes or goes meanwhile, which no number of lines passed over does.
 */
record Cursor(Instant time, String id) {

    private static final Pattern TEXT =
            Pattern.compile("1\\|(-?[0-9]{1,12})\\|([0-9]{1,9})\\|(.+)");

    String encode() {
        String text = "1|" + time.getEpochSecond() + "|" + time.getNano() + "|" + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws InvalidRequestException for what {@link #encode} did not make
     */
    static Cursor decode(String encoded) {
        try {
            Matcher text =
                    TEXT.matcher(
                            new String(
                                    Base64.getUrlDecoder().decode(encoded),
                                    StandardCharsets.UTF_8));
            if (text.matches()) {
                return new Cursor(
                        Instant.ofEpochSecond(
                                Long.parseLong(text.group(1)), Long.parseLong(text.group(2))),
                        text.group(3));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new InvalidRequestException("_cursor is only what a link of a page says");
    }

    /** Whether a line comes after the page that ended here. */
    boolean isBefore(Instant otherTime, String otherId, boolean newestFirst) {
        int order = otherTime.compareTo(time);
        if (order == 0) {
            order = otherId.compareTo(id);
        }
        return newestFirst ? order < 0 : order > 0;
    }
}
