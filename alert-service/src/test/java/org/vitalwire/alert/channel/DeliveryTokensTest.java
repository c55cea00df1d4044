package org.vitalwire.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.channel.DeliveryTokens.Scope;
import org.vitalwire.testkit.MutableClock;

class DeliveryTokensTest {

    private static final UUID DELIVERY = UUID.randomUUID();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:00:00Z"));
    private final DeliveryTokens tokens = tokens("a secret of this service, thirty-two bytes");

    @Test
    void isGoodForItsDeliveryOnly() {
        String token = tokens.issue(DELIVERY, Scope.ANSWER);

        assertThat(tokens.allows(token, DELIVERY, Scope.ANSWER)).isTrue();
        assertThat(tokens.allows(token, DELIVERY, Scope.RECEIPT)).isTrue();
        assertThat(tokens.allows(token, UUID.randomUUID(), Scope.ANSWER)).isFalse();
    }

    @Test
    void tokenForReceiptsAcceptsNothingAlsoWhenItIsRenamed() {
        String token = tokens.issue(DELIVERY, Scope.RECEIPT);

        assertThat(tokens.allows(token, DELIVERY, Scope.RECEIPT)).isTrue();
        assertThat(tokens.allows(token, DELIVERY, Scope.ANSWER)).isFalse();
        String renamed = token.replace("receipt.", "answer.");
        assertThat(tokens.allows(renamed, DELIVERY, Scope.ANSWER)).isFalse();
    }

    @Test
    void expiresAndCannotBeProlonged() {
        String token = tokens.issue(DELIVERY, Scope.ANSWER);
        long expires = Long.parseLong(token.split("\\.", -1)[1]);
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(tokens.allows(token, DELIVERY, Scope.ANSWER)).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(tokens.allows(token, DELIVERY, Scope.ANSWER)).isFalse();
        String prolonged = token.replace(Long.toString(expires), Long.toString(expires + 3_600));
        assertThat(tokens.allows(prolonged, DELIVERY, Scope.ANSWER)).isFalse();
    }

    @Test
    void nobodyElseCanIssueOne() {
        String foreign =
                tokens("another secret of another service .........").issue(DELIVERY, Scope.ANSWER);

        assertThat(tokens.allows(foreign, DELIVERY, Scope.ANSWER)).isFalse();
        assertThat(tokens.allows("", DELIVERY, Scope.RECEIPT)).isFalse();
        assertThat(tokens.allows("answer..", DELIVERY, Scope.RECEIPT)).isFalse();
        assertThat(tokens.allows("answer.99999999999.ä", DELIVERY, Scope.RECEIPT)).isFalse();
    }

    private DeliveryTokens tokens(String secret) {
        return new DeliveryTokens(
                secret.getBytes(StandardCharsets.UTF_8), Duration.ofHours(24), clock);
    }
}
