package org.vitalwire.alert.page;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.vitalwire.contracts.event.Priority;

/** What is counted of pages. */
final class PageMetrics {

    private final MeterRegistry meters;
    private final Timer timeToReceipt;

    PageMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.timeToReceipt =
                Timer.builder("vitalwire.alert.page.time.to.receipt")
                        .description("From a page's making to its person's device")
                        .serviceLevelObjectives(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30))
                        .register(meters);
    }

    void paged(Priority priority, String target) {
        meters.counter("vitalwire.alert.pages", "priority", priority.code(), "target", target)
                .increment();
    }

    void delivery(String channel, String result) {
        meters.counter("vitalwire.alert.page.deliveries", "channel", channel, "result", result)
                .increment();
    }

    void received(Instant toldAt, Instant at) {
        timeToReceipt.record(Duration.between(toldAt, at));
    }

    void unreachable(String target) {
        meters.counter("vitalwire.alert.pages.unreachable", "target", target).increment();
    }
}
