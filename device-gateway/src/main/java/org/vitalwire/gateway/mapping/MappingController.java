package org.vitalwire.gateway.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.gateway.codec.medtech.InvalidContentException;
import org.vitalwire.gateway.codec.medtech.MedTechMapping.Imported;
import org.vitalwire.gateway.codec.medtech.Problem;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.gateway.device.DeviceModels;
import org.vitalwire.gateway.mapping.DeviceMappings.Running;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** Device mappings: MedTech's files as they are. */
@RestController
@RequestMapping("/api/v1/device-mappings")
@PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
class MappingController {

    private static final Duration USUAL_SILENCE_LIMIT = Duration.ofHours(12);

    private final MappingDesk desk;
    private final DeviceMappings mappings;
    private final DeviceModels models;
    private final AuditLog audit;

    MappingController(
            MappingDesk desk, DeviceMappings mappings, DeviceModels models, AuditLog audit) {
        this.desk = desk;
        this.mappings = mappings;
        this.models = models;
        this.audit = audit;
    }

    /**
     * @param templates how many templates run
     * @param models the device models that use it
     * @param deviceContent as it was uploaded; only where one mapping is asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MappingView(
            String id,
            int version,
            int templates,
            List<Imported> imported,
            List<Problem> notTakenOver,
            boolean fhirMapping,
            List<String> models,
            String uploadedBy,
            Instant uploadedAt,
            @JsonRawValue @Nullable String deviceContent) {}

    record NewModel(
            @NotBlank @Size(max = 63) String modelId,
            @NotBlank @Size(max = 200) String display,
            @NotBlank @Size(max = 63) String type,
            @Nullable Boolean synthetic,
            @Nullable Duration silenceLimit) {}

    @GetMapping
    List<MappingView> all() {
        return mappings.all().stream().map(running -> view(running, null)).toList();
    }

    @GetMapping("/{id}")
    MappingView one(@PathVariable String id) {
        Running running = desk.require(id);
        return view(running, new String(running.stored().deviceContent(), StandardCharsets.UTF_8));
    }

    @PutMapping("/{id}")
    MappingView upload(@PathVariable String id, @RequestBody byte[] deviceContent, Caller caller)
            throws InvalidContentException {
        Running running = desk.upload(id, deviceContent, caller.subject());
        audit.action(caller, "upload-device-mapping", id);
        return view(running, null);
    }

    /** MedTech's second file: its codes and units say what the values are. */
    @PutMapping("/{id}/fhir-mapping")
    MappingView uploadFhirMapping(
            @PathVariable String id, @RequestBody byte[] fhirMapping, Caller caller)
            throws InvalidContentException {
        Running running = desk.uploadFhirMapping(id, fhirMapping, caller.subject());
        audit.action(caller, "upload-fhir-mapping", id);
        return view(running, null);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable String id, Caller caller) {
        desk.remove(id);
        audit.action(caller, "remove-device-mapping", id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/models")
    ResponseEntity<DeviceModel> makeModel(
            @PathVariable String id, @Valid @RequestBody NewModel wanted, Caller caller) {
        DeviceModel model =
                MappingDesk.model(
                        id,
                        wanted.modelId(),
                        wanted.display(),
                        wanted.type(),
                        Boolean.TRUE.equals(wanted.synthetic()),
                        wanted.silenceLimit() == null
                                ? USUAL_SILENCE_LIMIT
                                : wanted.silenceLimit());
        boolean isNew = desk.makeModel(id, model, caller.subject());
        audit.action(caller, "make-device-model", model.id());
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK).body(model);
    }

    /** Each member that is wrong, so that they can be mended in one go. */
    @ExceptionHandler(InvalidContentException.class)
    ResponseEntity<ProblemDetail> invalid(InvalidContentException e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.BAD_REQUEST,
                        "%d members are not as MedTech has them.".formatted(e.problems().size()));
        problem.setProperty("code", "INVALID_MAPPING");
        problem.setProperty("problems", e.problems());
        return ResponseEntity.badRequest().body(problem);
    }

    private MappingView view(Running running, @Nullable String deviceContent) {
        return new MappingView(
                running.stored().id(),
                running.stored().version(),
                running.mapping().size(),
                running.mapping().imported(),
                running.mapping().notTakenOver(),
                running.stored().fhirMapping().isPresent(),
                models.all().stream()
                        .filter(model -> MappingDesk.usesMapping(model, running.stored().id()))
                        .map(DeviceModel::id)
                        .toList(),
                running.stored().uploadedBy(),
                running.stored().uploadedAt(),
                deviceContent);
    }
}
