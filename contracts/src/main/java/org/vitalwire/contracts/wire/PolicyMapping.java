package org.vitalwire.contracts.wire;

import java.util.Optional;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.event.ShadowNotice.Candidate;
import org.vitalwire.contracts.event.ShadowNotice.Found;
import org.vitalwire.contracts.event.ShadowNotice.Watched;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.v1.PolicyDecisionEvent;
import org.vitalwire.contracts.wire.v1.ShadowEvent;
import org.vitalwire.contracts.wire.v1.ShadowHourEvent;

final class PolicyMapping {

    private PolicyMapping() {}

    static PolicyDecisionEvent toWire(PolicyDecision decision) {
        PolicyDecisionEvent.Builder event =
                PolicyDecisionEvent.newBuilder()
                        .setScope(decision.scope().code())
                        .setVersion(decision.version())
                        .setPolicyId(decision.policyId())
                        .setAuthor(decision.author())
                        .setReason(decision.reason())
                        .setDecidedAtMicros(Micros.of(decision.decidedAt()))
                        .setEffectiveFromMicros(Micros.of(decision.effectiveFrom()))
                        .setShadow(decision.shadow());
        decision.expiresAt().ifPresent(end -> event.setExpiresAtMicros(Micros.of(end)));
        decision.owner().ifPresent(event::setOwner);
        decision.document().ifPresent(event::setDocument);
        return event.build();
    }

    static PolicyDecision toDomain(PolicyDecisionEvent event) {
        return new PolicyDecision(
                scope(event.getScope()),
                event.getVersion(),
                event.getPolicyId(),
                event.getAuthor(),
                event.getReason(),
                Micros.toInstant(event.getDecidedAtMicros()),
                Micros.toInstant(event.getEffectiveFromMicros()),
                event.hasExpiresAtMicros()
                        ? Optional.of(Micros.toInstant(event.getExpiresAtMicros()))
                        : Optional.empty(),
                event.hasOwner() ? Optional.of(event.getOwner()) : Optional.empty(),
                event.getShadow(),
                event.hasDocument() ? Optional.of(event.getDocument()) : Optional.empty());
    }

    static ShadowEvent toWire(ShadowNotice notice) {
        Candidate candidate = notice.candidate();
        ShadowEvent.Builder event =
                ShadowEvent.newBuilder()
                        .setScope(candidate.scope().code())
                        .setVersion(candidate.version())
                        .setPolicyId(candidate.policyId());
        switch (notice) {
            case Found found -> event.setFinding(FindingMapping.toWire(found.finding()));
            case Watched watched ->
                    event.setHour(
                            ShadowHourEvent.newBuilder()
                                    .setPatientId(watched.patientId().value())
                                    .setHourMicros(Micros.of(watched.hour())));
        }
        return event.build();
    }

    static ShadowNotice toDomain(ShadowEvent event) {
        Candidate candidate =
                new Candidate(scope(event.getScope()), event.getVersion(), event.getPolicyId());
        return switch (event.getNoticeCase()) {
            case FINDING -> new Found(candidate, FindingMapping.toDomain(event.getFinding()));
            case HOUR ->
                    new Watched(
                            candidate,
                            new PatientId(event.getHour().getPatientId()),
                            Micros.toInstant(event.getHour().getHourMicros()));
            case NOTICE_NOT_SET ->
                    throw new IllegalArgumentException("a shadow event that says nothing");
        };
    }

    /** A scope of a later release is not taken for another: its decision is left out. */
    private static PolicyScope scope(String code) {
        return PolicyScope.ofCode(code)
                .orElseThrow(() -> new IllegalArgumentException("not a scope that we know"));
    }
}
