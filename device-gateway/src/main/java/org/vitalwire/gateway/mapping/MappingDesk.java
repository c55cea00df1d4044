package org.vitalwire.gateway.mapping;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.vitalwire.gateway.codec.medtech.InvalidContentException;
import org.vitalwire.gateway.codec.medtech.MedTechMapping;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.gateway.device.DeviceModels;
import org.vitalwire.gateway.mapping.DeviceMappings.Running;
import org.vitalwire.kit.web.ApiProblem;

/** Takes uploads and makes device models: first the table, then memory. */
final class MappingDesk {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MAXIMUM_BYTES = 512 * 1024;

    private final MappingStore store;
    private final DeviceMappings mappings;
    private final DeviceModels models;
    private final InstantSource clock;

    MappingDesk(
            MappingStore store, DeviceMappings mappings, DeviceModels models, InstantSource clock) {
        this.store = store;
        this.mappings = mappings;
        this.models = models;
        this.clock = clock;
    }

    /** A new mapping, or the next version of one; its FHIR mapping stays. */
    synchronized Running upload(String id, byte[] deviceContent, String by)
            throws InvalidContentException {
        requireId(id);
        requireSize(deviceContent);
        return keep(
                id,
                deviceContent,
                mappings.running(id).flatMap(known -> known.stored().fhirMapping()),
                by);
    }

    /** The next version, with what MedTech's second file says of codes and units. */
    synchronized Running uploadFhirMapping(String id, byte[] fhirMapping, String by)
            throws InvalidContentException {
        requireSize(fhirMapping);
        return keep(id, require(id).stored().deviceContent(), Optional.of(fhirMapping), by);
    }

    Running require(String id) {
        return mappings.running(id)
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.NOT_FOUND,
                                "MAPPING_NOT_FOUND",
                                "No such device mapping."));
    }

    synchronized void remove(String id) {
        require(id);
        if (models.all().stream().anyMatch(model -> usesMapping(model, id))) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT,
                    "MAPPING_IN_USE",
                    "A device model uses this mapping, so its devices need it.");
        }
        store.delete(id);
        mappings.remove(id);
    }

    /** Gives back the same model when it is asked for again, and true when it is new. */
    synchronized boolean makeModel(String mapping, DeviceModel wanted, String by) {
        require(mapping);
        requireId(wanted.id());
        Optional<DeviceModel> known = models.find(wanted.id());
        if (known.isPresent()) {
            if (known.get().equals(wanted)) {
                return false;
            }
            throw new ApiProblem(
                    HttpStatus.CONFLICT,
                    "MODEL_EXISTS",
                    "There is a device model of that id already, and it is another one.");
        }
        store.insert(wanted, mapping, by, clock.instant());
        models.put(wanted);
        return true;
    }

    static DeviceModel model(
            String mapping,
            String id,
            String display,
            String type,
            boolean synthetic,
            Duration silenceLimit) {
        return new DeviceModel(
                id, display, type, MedTechMapping.CODEC_PREFIX + mapping, synthetic, silenceLimit);
    }

    static boolean usesMapping(DeviceModel model, String mapping) {
        return model.codec().equals(MedTechMapping.CODEC_PREFIX + mapping);
    }

    private Running keep(String id, byte[] deviceContent, Optional<byte[]> fhirMapping, String by)
            throws InvalidContentException {
        int version = mappings.running(id).map(known -> known.stored().version() + 1).orElse(1);
        Running running =
                Running.of(
                        new StoredMapping(
                                id,
                                version,
                                deviceContent,
                                fhirMapping,
                                by,
                                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        store.insert(running.stored());
        mappings.put(running);
        return running;
    }

    private static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_ID",
                    "An id is 1-63 of a-z0-9- and starts with a letter or digit.");
        }
    }

    private static void requireSize(byte[] upload) {
        if (upload.length > MAXIMUM_BYTES) {
            throw new ApiProblem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "MAPPING_TOO_LARGE",
                    "A mapping is at most %d bytes.".formatted(MAXIMUM_BYTES));
        }
    }
}
