package org.vitalwire.alert.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vitalwire.contracts.event.Priority;

/**
 * What a person is told of a page. It has no name, no number of a patient and no measured value, so
 * that it may pass through others' servers and lie on a locked screen.
 *
 * @param deliveryId the same for all attempts
 * @param person whom it is for, the subject of their tokens
 * @param priority the highest of the lines'
 * @param lines what it is about, at least one, the most urgent first
 * @param location care unit and bed, for example {@code ward-a, bed 3}
 * @param raisedAt of the first line's episode, processed time
 * @param synthetic whether all of it is simulated
 * @param link where to see more, after signing in
 * @param language the person's
 */
public record Message(
        UUID deliveryId,
        UUID pageId,
        String person,
        Priority priority,
        List<Line> lines,
        Optional<String> location,
        Instant raisedAt,
        boolean synthetic,
        Optional<URI> link,
        Locale language) {

    /**
     * One alert of the page.
     *
     * @param condition code, for example {@code low-spo2}
     * @param title of the condition, without a value, for example {@code SpO2 low}
     */
    public record Line(String episodeId, String condition, String title) {}

    public Message {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a message is about something");
        }
    }
}
