package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.ErasureNotice;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import tools.jackson.databind.JsonNode;

class ErasureIT {

    private static final String PATH = "/api/v1/erasures";
    private static final List<String> OTHERS =
            List.of("ingest-service", "alert-service", "ehr-bridge", "analytics-service");

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aPatientIsForgottenByTheLedgerAndTheQuarantineAndDoneWhenAllHaveForgotten()
            throws Exception {
        String patient = GatewayUnderTest.freshId("forget");
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("forgotten"));
        String association =
                gateway.post(
                                "operator",
                                "/api/v1/associations",
                                Map.of(
                                        "deviceId",
                                        device.id(),
                                        "patientId",
                                        patient,
                                        "from",
                                        "2026-06-01T00:00:00Z"))
                        .json()
                        .path("id")
                        .stringValue();
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), "{\"no\":\"reading of " + patient + "\"}");
            assertThat(client.reply().reason()).isNotZero();
        }
        gateway.awaitRejection(device.id(), rejection -> true);

        assertThat(gateway.post("clinician", PATH, wish(patient)).status()).isEqualTo(403);
        Answer refused = gateway.post("operator", PATH, wish(patient));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").stringValue()).isEqualTo("STILL_MONITORED");

        gateway.post("operator", "/api/v1/associations/%s/end".formatted(association), Map.of());
        Answer asked = gateway.post("operator", PATH, wish(patient));
        assertThat(asked.status()).isEqualTo(202);
        String id = asked.json().path("id").stringValue();
        assertThat(asked.body()).doesNotContain(patient);
        assertThat(Instant.parse(asked.json().path("kafkaForgottenBy").stringValue()))
                .isAfter(Instant.now().plus(Duration.ofDays(30)));

        Erasure told = (Erasure) gateway.events().awaitOne(EventCodecs.ERASURE, isFor(id));
        assertThat(told.patientId().value()).isEqualTo(patient);
        assertThat(told.periods())
                .singleElement()
                .satisfies(period -> {
                    assertThat(period.deviceId()).isEqualTo(new DeviceId(device.id()));
                    assertThat(period.from()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
                });
        gateway.events()
                .awaitOne(
                        EventCodecs.ASSOCIATION_HISTORY,
                        history ->
                                history.deviceId().value().equals(device.id())
                                        && history.periods().isEmpty());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> part(id, "device-gateway"), "DONE"::equals);
        assertThat(gateway.get("operator", "/api/v1/rejections?device=" + device.id()).json())
                .isEmpty();
        assertThat(view(id).path("state").stringValue()).isEqualTo("IN_PROGRESS");

        for (String service : OTHERS) {
            gateway.events()
                    .publish(
                            EventCodecs.ERASURE,
                            id,
                            new ErasureDone(id, service, Instant.now(), 7));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> view(id).path("state").stringValue(), "DONE"::equals);
        assertThat(view(id).path("parts").get(1).path("erased").asLong()).isEqualTo(7);
        assertThat(gateway.sql("UPDATE association SET bed = bed WHERE patient_id = ?", patient))
                .isZero();
        assertThat(gateway.sql("UPDATE erasure SET reason = reason WHERE patient_id = ?", patient))
                .isZero();
        // Nobody knows the patient any more, so what comes late is on nobody.
        assertThat(gateway.post("operator", PATH, wish(patient)).status()).isEqualTo(404);
    }

    @Test
    void whatACrashLeftAfterTheRequestIsDoneWithoutHands() {
        String id = GatewayUnderTest.freshId("crashed");
        String patient = GatewayUnderTest.freshId("forget");
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("forgotten"));
        // At once, as the gateway writes it.
        gateway.sql(
                """
                WITH requested AS (
                    INSERT INTO erasure
                           (id, patient_id, pseudonym, reason, requested_by, requested_at)
                    VALUES (?, ?, 'erased-x', 'asked', 'operator', now()) RETURNING id)
                INSERT INTO erasure_period
                SELECT id, ?, timestamptz '2026-06-01Z', timestamptz '2026-06-02Z'
                  FROM requested\
                """,
                id,
                patient,
                device.id());

        Erasure told = (Erasure) gateway.events().awaitOne(EventCodecs.ERASURE, isFor(id));

        assertThat(told.periods())
                .containsExactly(
                        new ErasedPeriod(
                                new DeviceId(device.id()),
                                Instant.parse("2026-06-01T00:00:00Z"),
                                Instant.parse("2026-06-02T00:00:00Z")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> part(id, "device-gateway"), "DONE"::equals);
    }

    @Test
    void aReasonThatNamesThePatientOrAPatientWhomNobodyKnowsIsRefused() {
        assertThat(
                        gateway.post(
                                        "operator",
                                        PATH,
                                        Map.of("patientId", "pat-7", "reason", "pat-7 asked"))
                                .json()
                                .path("code")
                                .stringValue())
                .isEqualTo("REASON_NAMES_PATIENT");
        Answer unknown =
                gateway.post("operator", PATH, wish(GatewayUnderTest.freshId("never-seen")));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("code").stringValue()).isEqualTo("PATIENT_UNKNOWN");
    }

    private static Map<String, String> wish(String patient) {
        return Map.of("patientId", patient, "reason", "asked for in writing");
    }

    private static Predicate<ErasureNotice> isFor(String id) {
        return notice -> notice instanceof Erasure && notice.erasureId().equals(id);
    }

    private JsonNode view(String id) {
        for (JsonNode erasure : gateway.get("operator", PATH).json()) {
            if (erasure.path("id").stringValue().equals(id)) {
                return erasure;
            }
        }
        throw new AssertionError("no such erasure");
    }

    private String part(String id, String service) {
        for (JsonNode part : view(id).path("parts")) {
            if (part.path("service").stringValue().equals(service)) {
                return part.path("state").stringValue();
            }
        }
        throw new AssertionError("no such part");
    }
}
