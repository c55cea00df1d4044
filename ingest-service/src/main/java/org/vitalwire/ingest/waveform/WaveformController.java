package org.vitalwire.ingest.waveform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.ledger.DeviceOccupants;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.SseHub;

/** Waves over HTTP: stored ones of a patient, live ones of a device. */
@RestController
class WaveformController {

    /** Spring's own tolerance when it checks a token. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final PatientPeriods ledger;
    private final DeviceOccupants occupants;
    private final WaveformStore store;
    private final LiveWaves live;
    private final WaveformSettings settings;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    WaveformController(
            PatientPeriods ledger,
            DeviceOccupants occupants,
            WaveformStore store,
            LiveWaves live,
            WaveformSettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.occupants = occupants;
        this.store = store;
        this.live = live;
        this.settings = settings;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every stored sample of one wave, through the association ledger. */
    @GetMapping("/api/v1/patients/{id}/waveforms")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    WaveformAnswer waveforms(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String sign,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        PatientId patientId = access.visible(caller, id);
        WaveformRequest request = WaveformRequest.of(sign, from, to, clock.instant(), settings);
        audit.phiRead(caller, "waveforms", patientId);
        List<StoredWave> waves =
                store.read(ledger.of(patientId, request.from(), request.to()), request.sign());
        return WaveformAnswer.of(patientId.value(), request, waves);
    }

    /**
     * What a device measures, second by second, while it is on the patient that it is on now. The
     * stream ends with the token and when the device changes patients: whoever then watches on is
     * judged anew, and knows whose wave it is.
     */
    @GetMapping(path = "/api/v1/devices/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR')")
    SseEmitter live(Caller caller, Authentication authentication, @PathVariable String id) {
        DeviceId device = new DeviceId(id);
        Optional<PatientId> patient = occupant(device, clock.instant());
        if (!maySee(caller, patient)) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND,
                    "DEVICE_NOT_FOUND",
                    "No such device on a patient whom you may see.");
        }
        patient.ifPresentOrElse(
                p -> audit.phiRead(caller, "waveforms.live", p),
                () -> audit.action(caller, "waveforms.live", device.value()));
        Instant end = endOf(authentication);
        return live.watch(
                device,
                second -> view(device, patient, second),
                () -> {
                    Instant now = clock.instant();
                    return now.isBefore(end)
                            && occupant(device, now).equals(patient)
                            && maySee(caller, patient);
                });
    }

    /** Of a device on nobody it is unknown whose wave it is: only who may see all sees that. */
    private boolean maySee(Caller caller, Optional<PatientId> patient) {
        return patient.map(p -> access.isVisible(caller, p)).orElse(caller.mayReachAllUnits());
    }

    private Optional<PatientId> occupant(DeviceId device, Instant at) {
        return occupants.at(device, at).map(AssociationPeriod::patientId);
    }

    /** A second that is not wholly the watched patient's is nobody's to see here. */
    private Optional<SseHub.Message> view(
            DeviceId device, Optional<PatientId> patient, LiveSecond second) {
        Instant last = second.to().minusNanos(1_000);
        boolean belongs =
                occupant(device, second.from()).equals(patient)
                        && occupant(device, last).equals(patient);
        return belongs
                ? Optional.of(new SseHub.Message(null, "waveform", second.event()))
                : Optional.empty();
    }

    private static Instant endOf(Authentication authentication) {
        Instant end =
                authentication instanceof JwtAuthenticationToken token
                        ? token.getToken().getExpiresAt()
                        : null;
        return end == null ? Instant.MAX : end.plus(CLOCK_SKEW);
    }
}
