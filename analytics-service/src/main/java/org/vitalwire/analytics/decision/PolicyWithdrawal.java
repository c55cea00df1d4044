package org.vitalwire.analytics.decision;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.kit.erasure.PatientEraser;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Forgets every decision about a patient. What was decided since the erasure was asked for is of a
 * new admission, and stays. What a candidate would have said goes with its topic's retention.
 */
final class PolicyWithdrawal implements PatientEraser {

    private static final long PUBLISH_PATIENCE_SECONDS = 60;

    private final PolicyLedger ledger;
    private final EventPublisher publisher;

    PolicyWithdrawal(PolicyLedger ledger, EventPublisher publisher) {
        this.ledger = ledger;
        this.publisher = publisher;
    }

    @Override
    public long erase(Erasure erasure) {
        List<String> keys =
                ledger.history(new PolicyScope.Patient(erasure.patientId())).newestFirst().stream()
                        .map(Decided::decision)
                        .filter(decision -> !decision.decidedAt().isAfter(erasure.requestedAt()))
                        .map(PolicyDecision::key)
                        .toList();
        for (String key : keys) {
            publisher
                    .tombstone(Topic.POLICIES, key)
                    .orTimeout(PUBLISH_PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            ledger.change(key, null);
        }
        return keys.size();
    }
}
