package org.vitalwire.alert.channel;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vitalwire.contracts.event.Priority;

/** Messages as routing makes them. */
public final class Messages {

    public static final Instant RAISED = Instant.parse("2026-11-23T14:03:20Z");

    private Messages() {}

    public static Message high(String... titles) {
        return message(Priority.HIGH, Locale.ENGLISH, false, titles);
    }

    public static Message message(
            Priority priority, Locale language, boolean synthetic, String... titles) {
        List<Message.Line> lines =
                Arrays.stream(titles.length == 0 ? new String[] {"SpO2 low"} : titles)
                        .map(title ->
                                new Message.Line(UUID.randomUUID().toString(), "low-spo2", title))
                        .toList();
        return new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "nina",
                priority,
                lines,
                Optional.of("ward-a, bed 3"),
                RAISED,
                synthetic,
                Optional.of(URI.create("https://vitalwire.example.org/?page=alerts")),
                language);
    }
}
