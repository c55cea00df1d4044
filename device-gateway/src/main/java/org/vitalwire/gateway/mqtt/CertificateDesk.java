package org.vitalwire.gateway.mqtt;

import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.device.EnrolledView;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.kit.web.ApiProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enrolment and renewal over MQTT: what takes a database is done away from the event loops, few at
 * a time, and the answer is given to whoever brings it back to its loop.
 */
final class CertificateDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CertificateDesk.class);
    private static final int AT_ONCE = 4;

    private final Renewing renewing;
    private final Redeeming redeeming;
    private final Executor workers;

    CertificateDesk(Renewing renewing, Redeeming redeeming, Executor workers) {
        this.renewing = renewing;
        this.redeeming = redeeming;
        this.workers = workers;
    }

    /** With threads of its own. */
    static CertificateDesk of(Renewing renewing, Redeeming redeeming) {
        return new CertificateDesk(
                renewing,
                redeeming,
                Executors.newFixedThreadPool(
                        AT_ONCE, Thread.ofVirtual().name("certificate-desk-", 0).factory()));
    }

    /** Gives the next certificate. May wait for the database. */
    interface Renewing {
        EnrolledView renew(DeviceId device, PresentedCertificate present, String signingRequest);
    }

    /** Gives the first certificate. May wait for the database. */
    interface Redeeming {
        EnrolledView redeem(
                String deviceId, String claim, String signingRequest, String certificateSha256);
    }

    /**
     * What the device is told.
     *
     * @param message JSON
     * @param reason of its PUBACK, in MQTT 5
     * @param words beside the reason; empty for success
     */
    record Answer(String message, MqttPubAckReasonCode reason, String words) {}

    /** The next certificate for a connected device. */
    void renew(
            RegisteredDevice device,
            PresentedCertificate present,
            byte[] signingRequest,
            Consumer<Answer> answer) {
        work(
                "command",
                "certificate",
                () ->
                        renewing.renew(
                                device.id(),
                                present,
                                new String(signingRequest, StandardCharsets.US_ASCII)),
                answer);
    }

    /** {@code {"deviceId":...,"claim":...,"certificateSigningRequest":...}}. */
    void enrol(PresentedCertificate present, byte[] request, Consumer<Answer> answer) {
        work("result", "enrolled", () -> enrol(present, request), answer);
    }

    private EnrolledView enrol(PresentedCertificate present, byte[] request) {
        try {
            JsonNode node = JsonMapper.shared().readTree(request);
            return redeeming.redeem(
                    node.path("deviceId").asString(""),
                    node.path("claim").asString(""),
                    node.path("certificateSigningRequest").asString(""),
                    present.sha256());
        } catch (JacksonException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "UNDECODABLE", "The request is no JSON object.");
        }
    }

    private void work(
            String key, String value, Supplier<EnrolledView> task, Consumer<Answer> answer) {
        try {
            workers.execute(() -> answer.accept(attempt(key, value, task)));
        } catch (RejectedExecutionException e) {
            answer.accept(later(key, value));
        }
    }

    private static Answer attempt(String key, String value, Supplier<EnrolledView> task) {
        try {
            EnrolledView view = task.get();
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put(key, value);
            facts.put("deviceId", view.id());
            facts.put("certificate", view.certificate());
            facts.put("caCertificate", view.caCertificate());
            facts.put("topic", view.topic());
            facts.put("mqttHost", view.mqttHost());
            facts.put("mqttPort", view.mqttPort());
            return new Answer(json(facts), MqttPubAckReasonCode.SUCCESS, "");
        } catch (ApiProblem e) {
            return new Answer(
                    json(Map.of(key, value, "error", e.code(), "detail", e.detail())),
                    reason(e.status()),
                    e.code());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("certificate could not be issued");
            return later(key, value);
        }
    }

    /** Nothing was issued; the device may ask again, which it does of its own accord. */
    private static Answer later(String key, String value) {
        return new Answer(
                json(Map.of(key, value, "error", "TRY_LATER", "detail", "Ask again later.")),
                MqttPubAckReasonCode.IMPLEMENTATION_SPECIFIC_ERROR,
                "TRY_LATER");
    }

    private static MqttPubAckReasonCode reason(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> MqttPubAckReasonCode.NOT_AUTHORIZED;
            case TOO_MANY_REQUESTS -> MqttPubAckReasonCode.QUOTA_EXCEEDED;
            default -> MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID;
        };
    }

    private static String json(Map<String, Object> facts) {
        return JsonMapper.shared().writeValueAsString(facts);
    }

    @Override
    public void close() {
        if (workers instanceof ExecutorService own) {
            own.shutdown();
        }
    }
}
