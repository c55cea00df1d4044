package org.vitalwire.gateway.explain;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.gateway.device.DeviceModels;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Publication;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** What would become of these bytes. Nothing is stored. */
@RestController
@RequestMapping("/api/v1/explain")
class ExplainController {

    /** The largest MQTT packet is of that size; a larger payload could not come. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final Explainer explainer;
    private final DeviceModels models;
    private final DeviceRegistry registry;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    ExplainController(
            Explainer explainer,
            DeviceModels models,
            DeviceRegistry registry,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.explainer = explainer;
        this.models = models;
        this.registry = registry;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param model may be left out when a device is named
     * @param device whose patient at the measured time is looked up
     * @param form the rest of the topic behind {@code readings/}
     * @param at when it came, as far as the judgement goes; now by default
     * @param property MQTT user properties, each as {@code name=value}
     */
    @PostMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
    Explanation explain(
            @RequestParam @Nullable String model,
            @RequestParam @Nullable String device,
            @RequestParam(defaultValue = "") String form,
            @RequestParam @Nullable Instant at,
            @RequestParam(defaultValue = "") List<String> property,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        RegisteredDevice supposed = supposed(model, device);
        String id = supposed.id().value();
        Explanation explanation =
                explainer.explain(
                        new Publication(
                                supposed,
                                DeviceTopics.readings(id) + (form.isEmpty() ? "" : "/" + form),
                                form,
                                payload(request),
                                0,
                                false,
                                properties(property),
                                (at == null ? clock.instant() : at).truncatedTo(ChronoUnit.MICROS)),
                        patient -> access.isVisible(caller, patient));
        audit.action(caller, "explain-payload", device == null ? supposed.model().id() : device);
        explanation.readings().stream()
                .map(Explanation.ExplainedReading::patientId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(patient ->
                        audit.phiRead(caller, "explain-payload", new PatientId(patient)));
        return explanation;
    }

    private RegisteredDevice supposed(@Nullable String model, @Nullable String device) {
        if (device == null) {
            if (model == null) {
                throw new ApiProblem(
                        HttpStatus.BAD_REQUEST,
                        "MODEL_MISSING",
                        "Name the device model, or a device.");
            }
            return RegisteredDevice.anyOf(model(model));
        }
        RegisteredDevice registered = registry.find(device);
        if (registered == null) {
            throw new ApiProblem(HttpStatus.NOT_FOUND, "DEVICE_NOT_FOUND", "No such device.");
        }
        return model == null
                ? registered
                : RegisteredDevice.supposed(registered.id(), model(model));
    }

    private DeviceModel model(String id) {
        return models.find(id)
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "UNKNOWN_DEVICE_MODEL",
                                "There is no device model of that name."));
    }

    private static byte[] payload(HttpServletRequest request) throws IOException {
        byte[] payload = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (payload.length > MOST_BYTES) {
            throw new ApiProblem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "PAYLOAD_TOO_LARGE",
                    "No MQTT packet of that size is read, so there is nothing to explain.");
        }
        return payload;
    }

    private static Map<String, String> properties(List<String> given) {
        Map<String, String> properties = new HashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                properties.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return properties;
    }
}
