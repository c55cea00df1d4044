package org.vitalwire.gateway.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.enrolment.ExpiryCheck.Due;
import org.vitalwire.gateway.enrolment.ExpiryCheck.Newest;
import org.vitalwire.gateway.enrolment.ExpiryCheck.Told;

class ExpiryCheckTest {

    private static final DeviceId DEVICE = new DeviceId("monitor-1");
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
    private static final Newest FIRST = new Newest("1".repeat(64), END);
    private static final Newest SECOND = new Newest("2".repeat(64), END.plus(Duration.ofDays(365)));

    private final List<String> heard = new ArrayList<>();
    private Optional<Told> told = Optional.empty();

    @Test
    void anEndIsToldThirtySevenAndOneDayBeforeAndWhenItHasCome() {
        for (int daysLeft = 40; daysLeft >= -3; daysLeft--) {
            look(Optional.of(FIRST), END.minus(Duration.ofDays(daysLeft)));
        }

        assertThat(heard)
                .containsExactly(
                        "CERTIFICATE_EXPIRING STARTED INFORMATION",
                        "CERTIFICATE_EXPIRING STARTED WARNING",
                        "CERTIFICATE_EXPIRING STARTED PROBLEM",
                        "CERTIFICATE_EXPIRING ENDED INFORMATION",
                        "CERTIFICATE_EXPIRED MOMENT PROBLEM");
    }

    @Test
    void renewalEndsTheWarning() {
        look(Optional.of(FIRST), END.minus(Duration.ofDays(6)));
        heard.clear();

        look(Optional.of(SECOND), END.minus(Duration.ofDays(5)));
        look(Optional.of(SECOND), END.plus(Duration.ofDays(5)));

        assertThat(heard).containsExactly("CERTIFICATE_EXPIRING ENDED INFORMATION");
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasToldBeforeARestartIsNotToldAgain() {
        look(Optional.of(FIRST), END.minus(Duration.ofDays(6)));
        // As the database gives it back.
        told = Optional.of(new Told(FIRST.sha256(), FIRST.notAfter(), 7));
        heard.clear();

        look(Optional.of(FIRST), END.minus(Duration.ofDays(5)));

        assertThat(heard).isEmpty();
    }

    @Test
    void anEndThatCameWhileTheGatewayWasAwayIsToldAtOnce() {
        look(Optional.of(FIRST), END.plus(Duration.ofDays(9)));

        assertThat(heard).containsExactly("CERTIFICATE_EXPIRED MOMENT PROBLEM");
    }

    @Test
    void aRetiredDeviceNeedsNoCertificate() {
        look(Optional.of(FIRST), END.minus(Duration.ofDays(20)));
        heard.clear();

        look(Optional.empty(), END.minus(Duration.ofDays(19)));

        assertThat(heard).containsExactly("CERTIFICATE_EXPIRING ENDED INFORMATION");
        assertThat(told).isEmpty();
    }

    @Test
    void anExpiredCertificateThatIsReplacedEndsNothingTwice() {
        look(Optional.of(FIRST), END.plusSeconds(1));
        heard.clear();

        look(Optional.of(SECOND), END.plusSeconds(2));

        assertThat(heard).isEmpty();
    }

    @Test
    void theSameNewsHasTheSameId() {
        Instant now = END.minus(Duration.ofDays(3));
        Due once = ExpiryCheck.check(DEVICE, Optional.of(FIRST), Optional.empty(), now);
        Due again =
                ExpiryCheck.check(
                        DEVICE, Optional.of(FIRST), Optional.empty(), now.plusSeconds(60));

        assertThat(again.events())
                .extracting(DeviceEvent::eventId)
                .isEqualTo(once.events().stream().map(DeviceEvent::eventId).toList());
    }

    private void look(Optional<Newest> newest, Instant now) {
        Due due = ExpiryCheck.check(DEVICE, newest, told, now);
        due.events()
                .forEach(event ->
                        heard.add(event.kind() + " " + event.phase() + " " + event.severity()));
        told = due.told();
    }
}
