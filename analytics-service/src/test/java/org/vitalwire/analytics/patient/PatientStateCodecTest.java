package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.PatientId;

class PatientStateCodecTest {

    @Test
    void emptyStateIsForgettableAndSmall() {
        byte[] bytes = PatientStateCodec.encode(new PatientState());
        assertThat(bytes.length).isLessThan(64);
        assertThat(PatientStateCodec.decode(bytes).isForgettable()).isTrue();
        assertThat(PatientStateCodec.decode(null).isForgettable()).isTrue();
    }

    @Test
    void orderIsKept() {
        PatientState state = new PatientState();
        Instant at = Instant.parse("2026-11-23T08:00:00.123456Z");
        state.orders = state.orders.with(new OxygenTargetOrder(new PatientId("p"), 2, at, "dr"));
        PatientState decoded = PatientStateCodec.decode(PatientStateCodec.encode(state));
        assertThat(decoded.orders).isEqualTo(state.orders);
        assertThat(decoded.isForgettable()).isFalse();
    }

    @Test
    void formatOfALaterReleaseIsForgottenAndNotMisread() {
        byte[] bytes = PatientStateCodec.encode(new PatientState());
        bytes[0] = 99;
        assertThat(PatientStateCodec.decode(bytes).isForgettable()).isTrue();
    }

    @Test
    void longMessageIdsAreRememberedByTheirHash() {
        assertThat(MessageIds.remembered("bed-12:1f3a:77")).isEqualTo("bed-12:1f3a:77");
        assertThat(MessageIds.remembered("x".repeat(200)))
                .hasSizeLessThanOrEqualTo(MessageIds.LONGEST)
                .startsWith("sha256:")
                .isNotEqualTo(MessageIds.remembered("y".repeat(200)));
    }
}
