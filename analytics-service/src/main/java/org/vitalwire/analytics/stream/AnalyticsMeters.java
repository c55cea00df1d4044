package org.vitalwire.analytics.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.Reading;

/** What analytics counts. */
final class AnalyticsMeters {

    private final MeterRegistry meters;
    private final Counter live;
    private final Counter backfill;
    private final Counter late;
    private final Counter tooOld;
    private final Counter scores;
    private final Timer publishToFinding;
    private final Map<String, Counter> findings = new ConcurrentHashMap<>();

    AnalyticsMeters(MeterRegistry meters) {
        this.meters = meters;
        this.live = meters.counter("vitalwire.analytics.readings", "lane", "live");
        this.backfill = meters.counter("vitalwire.analytics.readings", "lane", "backfill");
        this.tooOld =
                Counter.builder("vitalwire.analytics.too.old")
                        .description("backfilled readings older than findings are kept")
                        .register(meters);
        this.late =
                Counter.builder("vitalwire.analytics.late")
                        .description("readings too late to move the lane that they belong to")
                        .register(meters);
        this.scores = meters.counter("vitalwire.analytics.scores");
        this.publishToFinding =
                Timer.builder("vitalwire.publish.to.finding")
                        .description("from receipt at the gateway to the live finding")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    void evaluated(Reading reading, boolean isLate) {
        if (isLate) {
            late.increment();
        }
        (reading.isRetrospective() ? backfill : live).increment();
    }

    void tooOld() {
        tooOld.increment();
    }

    void heldBack(HeldBack.Reason reason) {
        meters.counter("vitalwire.analytics.held.back", "reason", reason.code()).increment();
    }

    void scored() {
        scores.increment();
    }

    void found(Finding finding, Duration sinceReceipt) {
        findings.computeIfAbsent(
                        finding.condition() + '/' + finding.phase(),
                        key ->
                                meters.counter(
                                        "vitalwire.analytics.findings",
                                        "condition",
                                        finding.condition(),
                                        "phase",
                                        finding.phase().name().toLowerCase(java.util.Locale.ROOT)))
                .increment();
        if (!finding.retrospective()) {
            // The gateway on another machine may be a little ahead of us.
            publishToFinding.record(sinceReceipt.isNegative() ? Duration.ZERO : sinceReceipt);
        }
    }

    void foundByCandidate() {
        meters.counter("vitalwire.analytics.shadow.findings").increment();
    }

    void candidateFailed() {
        meters.counter("vitalwire.analytics.shadow.failures").increment();
    }

    void rejected(FailureCode code) {
        meters.counter("vitalwire.analytics.rejected", "code", code.name()).increment();
    }
}
