package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import tools.jackson.databind.JsonNode;

class ExplainIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aPayloadIsExplainedAndNothingOfItStored() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("explained"));
        gateway.associate(device.id(), "pat-explained");
        String path =
                "/api/v1/explain?model=bedside-monitor&at=2026-11-22T10:00:01Z&device="
                        + device.id();

        Answer answer =
                gateway.postBytes(
                        "operator",
                        path,
                        "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":{\"spo2\":97,\"x\":1}}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode explained = answer.json();
        assertThat(explained.path("accepted").booleanValue()).isTrue();
        assertThat(explained.at("/readings/0/patientId").stringValue()).isEqualTo("pat-explained");
        assertThat(explained.at("/readings/0/lane").stringValue()).isEqualTo("LIVE");
        assertThat(explained.at("/readings/0/measuredAt").stringValue())
                .isEqualTo("2026-11-22T10:00:00Z");
        assertThat(explained.at("/readings/0/values/0/sign").stringValue()).isEqualTo("spo2");
        assertThat(explained.at("/faults/0/number").intValue()).isEqualTo(1008);
        assertThat(explained.path("steps")).isNotEmpty();
        assertThat(gateway.readings(device)).isEmpty();
        assertThat(gateway.get("operator", "/api/v1/rejections?device=" + device.id()).json())
                .isEmpty();
    }

    @Test
    void explanationsAreForOperatorsAndIntegratorsWhoNameAModel() {
        String model = "/api/v1/explain?model=bedside-monitor";

        assertThat(gateway.postBytes("clinician", model, "{}").status()).isEqualTo(403);
        Answer integrator = gateway.postBytes("integrator", model, "{}");
        assertThat(integrator.status()).isEqualTo(200);
        assertThat(integrator.json().path("device").isNull()).isTrue();
        assertThat(integrator.json().path("accepted").booleanValue()).isFalse();
        assertProblem("/api/v1/explain?model=toaster", 400, "UNKNOWN_DEVICE_MODEL");
        assertProblem("/api/v1/explain", 400, "MODEL_MISSING");
        assertProblem("/api/v1/explain?device=nobody", 404, "DEVICE_NOT_FOUND");
    }

    private void assertProblem(String path, int status, String code) {
        Answer answer = gateway.postBytes("operator", path, "{}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    }
}
