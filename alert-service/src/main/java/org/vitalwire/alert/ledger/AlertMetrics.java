package org.vitalwire.alert.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.vitalwire.alert.episode.CallTarget;
import org.vitalwire.alert.episode.Change;
import org.vitalwire.alert.episode.Facts;
import org.vitalwire.contracts.id.Canary;

/** What is counted of episodes. */
public final class AlertMetrics {

    private final MeterRegistry meters;
    private final Timer timeToAcknowledge;

    public AlertMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.timeToAcknowledge =
                Timer.builder("vitalwire.alert.time.to.acknowledge")
                        .description("From an alert's raising to its acknowledgement")
                        .serviceLevelObjectives(
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(120),
                                Duration.ofMinutes(10))
                        .register(meters);
    }

    void count(Change change) {
        Facts facts = change.after().facts();
        if (Canary.is(facts.patientId())) {
            return;
        }
        switch (change.transition()) {
            case RAISED ->
                    meters.counter(
                                    "vitalwire.alert.raised",
                                    "priority",
                                    facts.priority().code(),
                                    "retrospective",
                                    Boolean.toString(facts.retrospective()))
                            .increment();
            case ACKNOWLEDGED -> {
                meters.counter("vitalwire.alert.acknowledged").increment();
                boolean again = change.reason().filter(Change.AGAIN::equals).isPresent();
                if (!facts.retrospective() && !again) {
                    timeToAcknowledge.record(Duration.between(facts.raisedAt(), change.at()));
                }
            }
            case RESOLVED ->
                    meters.counter(
                                    "vitalwire.alert.resolved",
                                    "by",
                                    change.by().isPresent() ? "person" : "itself")
                            .increment();
            case CALLED, REMINDED ->
                    change.call()
                            .ifPresent(call ->
                                    meters.counter(
                                                    "vitalwire.alert.calls",
                                                    "target",
                                                    call.target()
                                                            .map(CallTarget::code)
                                                            .orElse("person"),
                                                    "staffed",
                                                    Boolean.toString(call.staffed()))
                                            .increment());
            case REJECTED -> meters.counter("vitalwire.alert.rejected").increment();
            case UPDATED,
                    CONDITION_ENDED,
                    HANDED_OVER,
                    PAUSED,
                    RESUMED,
                    SWITCHED_OFF,
                    DISPOSED -> {}
        }
    }
}
