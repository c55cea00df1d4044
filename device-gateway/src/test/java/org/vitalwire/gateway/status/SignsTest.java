package org.vitalwire.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.gateway.status.Signs.Link;

class SignsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void whoSendsUsableValuesIsNotSilent() {
        assertThat(signs(Link.ONLINE, 30, 30, false).verdict(NOW)).isEmpty();
        assertThat(signs(Link.NEVER, 1, 1, false).verdict(NOW)).isEmpty();
        // It said good-bye, but what it sent is fresh: a spot check between two patients.
        assertThat(signs(Link.OFFLINE, 10, 10, false).verdict(NOW)).isEmpty();
    }

    @Test
    void connectedAndHeardOfWithoutAValueIsTheSensor() {
        assertThat(signs(Link.ONLINE, 31, 2, false).verdict(NOW))
                .contains(new Verdict(SilenceCause.SENSOR_OFF, NOW.minusSeconds(31)));
    }

    @Test
    void connectedAndNotHeardOfIsSilent() {
        assertThat(signs(Link.ONLINE, 31, 31, false).verdict(NOW))
                .contains(new Verdict(SilenceCause.SILENT, NOW.minusSeconds(31)));
    }

    @Test
    void whoSaidGoodByeIsOffOnceItsValuesAreOld() {
        assertThat(signs(Link.OFFLINE, 31, 31, false).verdict(NOW))
                .contains(new Verdict(SilenceCause.DEVICE_OFF, NOW.minusSeconds(31)));
    }

    @Test
    void whoIsLostIsOffAtOnce() {
        assertThat(signs(Link.LOST, 1, 1, false).verdict(NOW))
                .contains(new Verdict(SilenceCause.DEVICE_OFF, NOW.minusSeconds(5)));
    }

    @Test
    void whoWasConnectedWhenTheGatewayWentAwayIsNotToBlame() {
        assertThat(signs(Link.AWAITED, -1, -1, false).verdict(NOW))
                .contains(new Verdict(SilenceCause.GATEWAY_LOST, NOW.minusSeconds(5)));
    }

    @Test
    void freshValuesThatDoNotComeThroughAreThePipeline() {
        assertThat(signs(Link.ONLINE, 1, 1, true).verdict(NOW))
                .map(Verdict::cause)
                .contains(SilenceCause.PIPELINE_LATE);
        // Nothing comes at all: that is worse, and comes first.
        assertThat(signs(Link.ONLINE, 31, 31, true).verdict(NOW))
                .map(Verdict::cause)
                .contains(SilenceCause.SILENT);
    }

    @Test
    void silenceBeginsWhenItBeginsToMatter() {
        Signs justPutOn =
                new Signs(
                        LIMIT,
                        Link.ONLINE,
                        NOW.minusSeconds(900),
                        NOW.minusSeconds(29),
                        Optional.of(NOW.minusSeconds(800)),
                        Optional.empty(),
                        false);

        assertThat(justPutOn.verdict(NOW)).isEmpty();
        assertThat(justPutOn.verdict(NOW.plusSeconds(2)))
                .contains(new Verdict(SilenceCause.SILENT, NOW.minusSeconds(29)));
    }

    @Test
    void aReadingIsLateFromItsReceiptUntilItCameThrough() {
        LatePipeline pipeline = new LatePipeline(Duration.ofSeconds(30));
        Optional<Instant> first = Optional.of(NOW);
        Optional<Instant> none = Optional.empty();

        assertThat(pipeline.isLate("a", first, none, NOW.plusSeconds(30))).isFalse();
        // More came meanwhile: the first one is still under way.
        Optional<Instant> later = Optional.of(NOW.plusSeconds(20));
        assertThat(pipeline.isLate("a", later, none, NOW.plusSeconds(31))).isTrue();
        assertThat(pipeline.isLate("a", later, first, NOW.plusSeconds(32))).isFalse();
        assertThat(pipeline.isLate("a", later, later, NOW.plusSeconds(60))).isFalse();
        // Twelve hours later, the next one of a device that sends rarely.
        Instant next = NOW.plusSeconds(43_200);
        assertThat(pipeline.isLate("a", Optional.of(next), later, next)).isFalse();
    }

    private static Signs signs(
            Link link, long usableSecondsAgo, long heardSecondsAgo, boolean late) {
        return new Signs(
                LIMIT,
                link,
                NOW.minusSeconds(5),
                NOW.minusSeconds(1_000),
                ago(usableSecondsAgo),
                ago(heardSecondsAgo),
                late);
    }

    private static Optional<Instant> ago(long seconds) {
        @Nullable Instant at = seconds < 0 ? null : NOW.minusSeconds(seconds);
        return Optional.ofNullable(at);
    }
}
