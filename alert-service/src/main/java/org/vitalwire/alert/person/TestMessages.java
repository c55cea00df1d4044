package org.vitalwire.alert.person;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.contracts.event.Priority;

/**
 * Sends a person a message that says it is a test, at once and by the thread of who asks. No page
 * is behind it, so that nothing follows from an answer to it.
 */
final class TestMessages {

    /** Telephones cost money, and ring. Counted by each process for itself. */
    static final Duration BETWEEN = Duration.ofSeconds(10);

    /** Sent with an address, and what came of it. */
    record Sent(Kept.Way way, Outcome outcome) {}

    private final InstantSource clock;
    private final Map<String, Instant> lastOf = new ConcurrentHashMap<>();

    TestMessages(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns whether the person may test now; then not again for a while. */
    boolean begin(String person) {
        Instant now = clock.instant();
        lastOf.values().removeIf(last -> !last.isAfter(now.minus(BETWEEN)));
        return lastOf.putIfAbsent(person, now) == null;
    }

    List<Sent> send(Channel channel, Kept to, List<Kept.Way> ways) throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        for (Kept.Way way : ways) {
            sent.add(new Sent(way, channel.send(message(to), way.contact().address())));
        }
        return sent;
    }

    private Message message(Kept to) {
        Locale language = to.preferences().language();
        return new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                to.person(),
                Priority.LOW,
                List.of(new Message.Line("test", "test", title(language))),
                Optional.empty(),
                clock.instant(),
                true,
                Optional.empty(),
                language);
    }

    private static String title(Locale language) {
        return language.getLanguage().equals("de")
                ? "Probe: so erreicht Sie Vitalwire"
                : "Test: this is how Vitalwire reaches you";
    }
}
