package org.vitalwire.alert.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.vitalwire.alert.episode.Change;
import org.vitalwire.alert.episode.Facts;

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
                if (!facts.retrospective()) {
                    timeToAcknowledge.record(Duration.between(facts.raisedAt(), change.at()));
                }
            }
            case RESOLVED ->
                    meters.counter(
                                    "vitalwire.alert.resolved",
                                    "by",
                                    change.by().isPresent() ? "person" : "itself")
                            .increment();
            case UPDATED, CONDITION_ENDED -> {}
        }
    }
}
