package org.vitalwire.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final WebhookSecret SECRET =
            new WebhookSecret("0123456789abcdef0123456789abcdef");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.900Z");

    /**
     * The expected value was made with {@code printf '1795341600.{"a":1}' | openssl dgst -sha256
     * -hmac 0123456789abcdef0123456789abcdef}.
     */
    @Test
    void signatureIsWhatOpensslComputes() {
        assertThat(WebhookSignature.sign(SECRET, AT, "{\"a\":1}"))
                .isEqualTo(
                        "t=1795341600,v1=e76a8a8c4df6913c4f0532cdbd4325e9670b5181ba7f3a79244b102da93c3849");
    }

    @Test
    void timeIsPartOfWhatIsSigned() {
        String body = "{\"a\":1}";
        assertThat(
                        WebhookSignature.sign(SECRET, AT.plusSeconds(1), body)
                                .substring("t=1795341600,".length()))
                .isNotEqualTo(
                        WebhookSignature.sign(SECRET, AT, body)
                                .substring("t=1795341600,".length()));
    }

    @Test
    void secretDoesNotPrintItself() {
        assertThat(SECRET).hasToString("WebhookSecret");
    }
}
