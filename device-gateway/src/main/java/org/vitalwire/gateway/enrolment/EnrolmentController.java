package org.vitalwire.gateway.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.gateway.device.DeviceLabel;
import org.vitalwire.gateway.device.EnrolledView;
import org.vitalwire.gateway.device.Enrolment;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Claims for operators; enrolment and renewal for devices, whose credential is in the request. */
@RestController
@RequestMapping("/api/v1")
class EnrolmentController {

    static final String ENROLMENTS = "/api/v1/enrolments";
    static final String RENEWALS = "/api/v1/renewals";

    private final Claims claims;
    private final Renewals renewals;
    private final Enrolment enrolment;
    private final Attempts attempts;
    private final AuditLog audit;

    EnrolmentController(
            Claims claims,
            Renewals renewals,
            Enrolment enrolment,
            Attempts gatewayEnrolmentAttempts,
            AuditLog audit) {
        this.claims = claims;
        this.renewals = renewals;
        this.enrolment = enrolment;
        this.attempts = gatewayEnrolmentAttempts;
        this.audit = audit;
    }

    record NewClaim(
            @NotBlank String deviceId,
            @NotBlank String model,
            @Nullable Duration expiresIn,
            @Nullable String udi,
            @Nullable String serial,
            @Nullable String lot,
            @Nullable String certificateSigningRequest) {}

    /**
     * Shown once.
     *
     * @param certificate may only bring the claim over MQTT; where one was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MadeView(String claim, Instant expiresAt, @Nullable String certificate) {}

    record ClaimView(
            String deviceId,
            String model,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable Instant voidAt,
            String createdBy) {

        static ClaimView of(Claim claim) {
            return new ClaimView(
                    claim.device().value(),
                    claim.model(),
                    claim.createdAt(),
                    claim.expiresAt(),
                    claim.usedAt().orElse(null),
                    claim.voidAt().orElse(null),
                    claim.createdBy());
        }
    }

    record Redemption(@NotBlank String claim, @NotBlank String certificateSigningRequest) {}

    /**
     * @param signature Base64, with the present certificate's key over the request's text
     */
    record Renewal(
            @NotBlank String deviceId,
            @NotBlank String certificateSigningRequest,
            @NotBlank String certificate,
            @NotBlank String signature) {}

    @PostMapping("/claims")
    @PreAuthorize("hasRole('OPERATOR')")
    ResponseEntity<MadeView> make(@Valid @RequestBody NewClaim wanted, Caller caller) {
        Claims.Made made =
                claims.make(
                        Enrolment.deviceId(wanted.deviceId()),
                        enrolment.model(wanted.model()),
                        new DeviceLabel(
                                Optional.ofNullable(wanted.udi()),
                                Optional.ofNullable(wanted.serial()),
                                Optional.ofNullable(wanted.lot())),
                        wanted.expiresIn(),
                        wanted.certificateSigningRequest(),
                        caller.subject());
        audit.action(caller, "make-claim", wanted.deviceId());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(
                        new MadeView(
                                made.secret(),
                                made.claim().expiresAt(),
                                made.certificate().map(IssuedCertificate::pem).orElse(null)));
    }

    @GetMapping("/claims")
    @PreAuthorize("hasAnyRole('OPERATOR', 'AUDITOR')")
    List<ClaimView> claims() {
        return claims.newest().stream().map(ClaimView::of).toList();
    }

    @PostMapping("/enrolments")
    ResponseEntity<EnrolledView> enrol(
            @Valid @RequestBody Redemption wanted, HttpServletRequest request) {
        requireFew(request);
        EnrolledView enrolled = claims.redeem(wanted.claim(), wanted.certificateSigningRequest());
        return ResponseEntity.status(enrolled.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(enrolled);
    }

    @PostMapping("/renewals")
    EnrolledView renew(@Valid @RequestBody Renewal wanted, HttpServletRequest request) {
        requireFew(request);
        return renewals.renew(
                wanted.deviceId(),
                wanted.certificate(),
                wanted.certificateSigningRequest(),
                wanted.signature());
    }

    private void requireFew(HttpServletRequest request) {
        if (!attempts.admit(request.getRemoteAddr())) {
            throw new ApiProblem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "TOO_MANY_ATTEMPTS",
                    "Too many attempts; try again in a minute.");
        }
    }
}
