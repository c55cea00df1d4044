package org.vitalwire.simulator.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.simulator.device.DeviceKeyStore;
import org.vitalwire.simulator.device.EnrolledDevice;
import tools.jackson.databind.JsonNode;

/** A client of the platform's HTTP interfaces. Every method may be repeated safely. */
public final class VitalwireClient implements AutoCloseable {

    private final HttpApi api;

    /**
     * @param base for example {@code http://localhost:8080}
     */
    public VitalwireClient(URI base, TokenSource tokens) {
        this.api = new HttpApi(base, tokens);
    }

    /**
     * Enrols a device, or takes it up again with the key and certificate at hand where the platform
     * still trusts them; else a new key is made and certified.
     *
     * @param keys the folder that holds a folder of PEM files for each device
     */
    public EnrolledDevice enrol(String deviceId, String model, Path keys) {
        DeviceKeyStore store = new DeviceKeyStore(keys);
        try {
            if (store.hasCertificate(deviceId)) {
                JsonNode device = postDevice(Map.of("id", deviceId, "model", model));
                store.storeCa(deviceId, required(device, "caCertificate"));
                if (store.isCertificateCurrent(deviceId, Instant.now())) {
                    return enrolled(deviceId, store, device);
                }
            }
            String request = store.certificateSigningRequest(deviceId);
            JsonNode device =
                    postDevice(
                            Map.of(
                                    "id",
                                    deviceId,
                                    "model",
                                    model,
                                    "certificateSigningRequest",
                                    request));
            store.store(
                    deviceId, required(device, "certificate"), required(device, "caCertificate"));
            return enrolled(deviceId, store, device);
        } catch (IOException | GeneralSecurityException e) {
            throw new VitalwireApiException("Cannot keep the key of " + deviceId, e);
        }
    }

    private JsonNode postDevice(Map<String, String> body) {
        return api.post(Role.OPERATOR, "/api/v1/devices", body);
    }

    private static EnrolledDevice enrolled(String deviceId, DeviceKeyStore store, JsonNode device) {
        return new EnrolledDevice(
                deviceId,
                store.caFile(deviceId),
                store.certFile(deviceId),
                store.keyFile(deviceId),
                required(device, "topic"),
                required(device, "mqttHost"),
                device.path("mqttPort").asInt());
    }

    /**
     * Sees to it that the device is the patient's from a time on. Periods of the same patient that
     * exist already are kept, gaps between them are filled.
     */
    public void associate(String deviceId, String patientId, @Nullable String bed, Instant from) {
        List<Period> periods = new ArrayList<>();
        for (JsonNode node :
                api.get(
                        Role.OPERATOR,
                        "/api/v1/associations" + HttpApi.query(Map.of("device", deviceId)))) {
            if (node.path("patientId").asString("").equals(patientId)) {
                String to = node.path("to").asString("");
                periods.add(
                        new Period(
                                Instant.parse(required(node, "from")),
                                to.isEmpty() ? Instant.MAX : Instant.parse(to)));
            }
        }
        periods.sort(Comparator.comparing(Period::from));
        Instant cursor = from;
        for (Period period : periods) {
            if (!period.to().isAfter(cursor)) {
                continue;
            }
            if (period.from().isAfter(cursor)) {
                postAssociation(deviceId, patientId, bed, cursor, period.from());
            }
            cursor = period.to();
        }
        if (cursor.isBefore(Instant.MAX)) {
            postAssociation(deviceId, patientId, bed, cursor, null);
        }
    }

    /** Takes the device off whomever it is on and puts it on another patient, from a time on. */
    public void move(String deviceId, String patientId, Instant from) {
        postAssociation(deviceId, patientId, null, from, null);
    }

    private record Period(Instant from, Instant to) {}

    private void postAssociation(
            String deviceId,
            String patientId,
            @Nullable String bed,
            Instant from,
            @Nullable Instant to) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("deviceId", deviceId);
        body.put("patientId", patientId);
        if (bed != null) {
            body.put("bed", bed);
        }
        body.put("from", from.toString());
        if (to != null) {
            body.put("to", to.toString());
        }
        api.post(Role.OPERATOR, "/api/v1/associations", body);
    }

    /** Takes the device off its patient, now. */
    public void endAssociation(String deviceId) {
        for (JsonNode node :
                api.get(
                        Role.OPERATOR,
                        "/api/v1/associations" + HttpApi.query(Map.of("device", deviceId)))) {
            if (node.path("to").asString("").isEmpty()) {
                api.post(
                        Role.OPERATOR,
                        "/api/v1/associations/" + required(node, "id") + "/end",
                        Map.of());
            }
        }
    }

    public void putCensus(CensusFacts facts) {
        api.put(
                Role.INTEGRATOR,
                "/api/v1/patients/" + facts.patientId(),
                Map.of(
                        "displayName",
                        facts.displayName(),
                        "birthDate",
                        facts.birthDate().toString(),
                        "careUnit",
                        facts.careUnit(),
                        "bed",
                        facts.bed(),
                        "synthetic",
                        true));
    }

    public boolean isInCensus(String patientId) {
        try {
            api.get(Role.INTEGRATOR, "/api/v1/patients/" + patientId);
            return true;
        } catch (VitalwireApiException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Orders the SpO2 scale of NEWS2 that the patient is scored on.
     *
     * @param scale 1, or 2 for a target of 88-92 %
     */
    public void putOxygenTarget(String patientId, int scale) {
        api.put(
                Role.CLINICIAN,
                "/api/v1/patients/" + patientId + "/oxygen-target",
                Map.of("scale", scale));
    }

    public StoredRows storedRows(String deviceId, Instant from, Instant to) {
        JsonNode stored =
                api.get(
                        Role.OPERATOR,
                        "/api/v1/storage/rows"
                                + HttpApi.query(
                                        Map.of(
                                                "device",
                                                deviceId,
                                                "from",
                                                from.toString(),
                                                "to",
                                                to.toString())));
        return new StoredRows(stored.path("rows").asLong(), stored.path("values").asLong());
    }

    public long findings(String patientId) {
        return api.get(
                        Role.OPERATOR,
                        "/api/v1/findings/count" + HttpApi.query(Map.of("patient", patientId)))
                .path("findings")
                .asLong();
    }

    public long alerts(String patientId) {
        return api.get(
                        Role.CLINICIAN,
                        "/api/v1/alerts"
                                + HttpApi.query(
                                        Map.of(
                                                "patient", patientId, "state", "all", "limit",
                                                "1000")))
                .size();
    }

    /** Charted FHIR Observations. */
    public long observations(String patientId) {
        return api.get(
                        Role.CLINICIAN,
                        "/fhir/Observation"
                                + HttpApi.query(Map.of("patient", patientId, "_summary", "count")))
                .path("total")
                .asLong();
    }

    @Override
    public void close() {
        api.close();
    }

    private static String required(JsonNode node, String field) {
        String text = node.path(field).asString("");
        if (text.isEmpty()) {
            throw new VitalwireApiException(0, "The answer has no " + field);
        }
        return text;
    }
}
