package org.vitalwire.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.certificate.TestRevocations;
import org.vitalwire.gateway.device.KnownCertificate;
import org.vitalwire.gateway.device.KnownCertificate.Revocation;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.testkit.MutableClock;

class AdmissionTest {

    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final Admission admission =
            new Admission(
                    TestDevices.registry(
                            List.of(
                                    TestDevices.monitor("monitor-1"),
                                    TestDevices.suspended("monitor-2")),
                            List.of(
                                    known("monitor-1", "sha-monitor-1", Optional.empty()),
                                    known("monitor-2", "sha-monitor-2", Optional.empty()),
                                    known(
                                            "monitor-1",
                                            "sha-revoked",
                                            Optional.of(new Revocation(END, "ops", "lost"))))),
                    TestRevocations.none(),
                    sha256 ->
                            sha256.equals("sha-claim")
                                    ? Optional.of(new DeviceId("monitor-9"))
                                    : Optional.empty(),
                    clock);

    @ParameterizedTest
    @CsvSource({
        "monitor-1, monitor-1, , ADMITTED",
        "monitor-1, , , ADMITTED",
        "monitor-1, monitor-1, vitalwire/v1/monitor-1/status, ADMITTED",
        "monitor-1, monitor-2, , IDENTITY_MISMATCH",
        "monitor-1, monitor-1, vitalwire/v1/monitor-2/status, FOREIGN_TOPIC",
        "monitor-1, monitor-1, vitalwire/v1/monitor-1/readings, FOREIGN_TOPIC",
        "monitor-2, monitor-2, , DEVICE_NOT_ACTIVE",
        "monitor-3, monitor-3, , UNKNOWN_DEVICE",
        ", monitor-1, , UNKNOWN_DEVICE",
        "'a b', 'a b', , UNKNOWN_DEVICE",
        "'', , , UNKNOWN_DEVICE"
    })
    void onlyAnActiveDeviceUnderItsOwnNameIsLetIn(
            @Nullable String name,
            @Nullable String clientId,
            @Nullable String will,
            String verdict) {
        Optional<PresentedCertificate> shown =
                Optional.ofNullable(name).map(n -> TestPresented.own(n, END));

        assertThat(inWords(admission.judge(shown, clientId, will))).isEqualTo(verdict);
    }

    @Test
    void aCertificateThatWeNeverGaveOrHaveTakenBackIsRefused() {
        assertThat(judge(own("monitor-1", "sha-unheard-of"))).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(judge(own("monitor-1", "sha-revoked"))).isEqualTo("CERTIFICATE_REVOKED");
    }

    @Test
    void aCertificateOfAnotherDeviceIsRefusedWhateverItsName() {
        assertThat(judge(own("monitor-1", "sha-monitor-2"))).isEqualTo("CERTIFICATE_REVOKED");
    }

    @Test
    void anotherAuthoritysCertificateNeedNotBeKnown() {
        assertThat(judge(TestPresented.of("monitor-1", "sha-foreign", END, false)))
                .isEqualTo("ADMITTED");
    }

    @Test
    void aConnectionDoesNotOutliveItsCertificate() {
        PresentedCertificate shown = TestPresented.own("monitor-1", END);
        assertThat(admission.standing("monitor-1", shown)).isEmpty();

        clock.set(END.plusSeconds(1));

        assertThat(admission.standing("monitor-1", shown).map(Admission.Refused::code))
                .hasToString("Optional[CERTIFICATE_EXPIRED]");
    }

    @Test
    void theBearerOfAClaimIsNoDevice() {
        assertThat(judge(own("monitor-9", "sha-claim"))).isEqualTo("CLAIM monitor-9");
        assertThat(
                        inWords(
                                admission.judge(
                                        Optional.of(own("monitor-9", "sha-claim")),
                                        null,
                                        "vitalwire/v1/monitor-9/status")))
                .isEqualTo("CLAIM_ONLY");
        assertThat(judge(TestPresented.of("monitor-9", "sha-claim", END, false)))
                .isEqualTo("UNKNOWN_DEVICE");
    }

    private String judge(PresentedCertificate shown) {
        return inWords(admission.judge(Optional.of(shown), null, null));
    }

    private static String inWords(Admission.Verdict verdict) {
        return switch (verdict) {
            case Admission.Admitted admitted -> "ADMITTED";
            case Admission.ClaimBearer bearer -> "CLAIM " + bearer.device().value();
            case Admission.Refused refused -> refused.code().name();
        };
    }

    private static PresentedCertificate own(String name, String sha256) {
        return TestPresented.of(name, sha256, END, true);
    }

    private static KnownCertificate known(
            String device, String sha256, Optional<Revocation> revocation) {
        return new KnownCertificate(
                new DeviceId(device),
                "1",
                sha256,
                END.minusSeconds(1_000_000),
                END,
                END.minusSeconds(1_000_000),
                "ops",
                false,
                revocation);
    }
}
