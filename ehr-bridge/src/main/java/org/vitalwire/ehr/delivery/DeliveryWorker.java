package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.database.ServiceDatabase;

/** The thread that delivers, with its back-off. Exists only where a target is configured. */
final class DeliveryWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(15);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String baseUrl;
    private final TargetSettings settings;
    private final ServiceDatabase database;
    private final DeliveryLedger ledger;
    private final CensusStore census;
    private final ObservationMapping mapping;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private volatile boolean running;
    private @Nullable Thread thread;
    private Duration backOff = FIRST_BACK_OFF;

    DeliveryWorker(
            String baseUrl,
            TargetSettings settings,
            ServiceDatabase database,
            DeliveryLedger ledger,
            CensusStore census,
            ObservationMapping mapping,
            InstantSource clock,
            MeterRegistry meters) {
        this.baseUrl = baseUrl;
        this.settings = settings;
        this.database = database;
        this.ledger = ledger;
        this.census = census;
        this.mapping = mapping;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("ehr-delivery").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try (TargetLock lock = new TargetLock(database.dataSource(), baseUrl);
                FhirTarget target =
                        new FhirTarget(baseUrl, settings, FhirContext.forR4Cached(), clock)) {
            @Nullable Delivery delivery = null;
            while (running) {
                try {
                    if (!lock.hold()) {
                        pause(settings.pollInterval());
                    } else if (delivery == null) {
                        delivery = connect(target);
                    } else {
                        deliver(delivery);
                    }
                } catch (RuntimeException e) {
                    // The database, mostly. What was under way is SENT and will be settled.
                    log.atWarn()
                            .addKeyValue("exception", e.getClass().getName())
                            .log("delivery interrupted, trying again");
                    backOff(Optional.empty());
                }
            }
        } catch (InterruptedException e) {
            log.atDebug().log("delivery stops");
        }
    }

    /** Null while the target does not say what it can do. */
    private @Nullable Delivery connect(FhirTarget target) throws InterruptedException {
        Answer answer = target.read("metadata");
        if (answer instanceof Answer.Done(int status, CapabilityStatement statement)) {
            if (!Capabilities.isR4(statement)) {
                log.atError().log("the target is not a FHIR R4 server");
                backOff(Optional.of(LONGEST_RETRY_AFTER));
                return null;
            }
            Capabilities capabilities = Capabilities.of(statement, settings.ids());
            log.atInfo()
                    .addKeyValue("bundles", capabilities.bundleType())
                    .addKeyValue("clientIds", capabilities.clientIds())
                    .log("delivering to the FHIR server");
            backOff = FIRST_BACK_OFF;
            return new Delivery(
                    target,
                    capabilities,
                    ledger,
                    new SubjectDirectory(
                            target, capabilities, census::find, settings.createPatients()),
                    mapping,
                    settings.bundleSize(),
                    meters);
        }
        log.atWarn().addKeyValue("answer", describe(answer)).log("the target does not answer");
        backOff(
                answer instanceof Answer.Unavailable unavailable
                        ? unavailable.retryAfter()
                        : Optional.empty());
        return null;
    }

    private void deliver(Delivery delivery) throws InterruptedException {
        switch (delivery.deliverSome()) {
            case Delivery.Outcome.Continue(int lines) -> {
                backOff = FIRST_BACK_OFF;
                if (lines == 0) {
                    pause(settings.pollInterval());
                }
            }
            case Delivery.Outcome.Stop(Answer.Unavailable cause) -> {
                log.atWarn().addKeyValue("code", cause.code()).log("the target takes nothing now");
                backOff(cause.retryAfter());
            }
        }
    }

    private static String describe(Answer answer) {
        return switch (answer) {
            case Answer.Done(int status, var resource) -> "http-" + status;
            case Answer.Absent absent -> "http-404";
            case Answer.Refused(int status, String codes) -> "http-" + status;
            case Answer.Unavailable unavailable -> unavailable.code();
        };
    }

    private void backOff(Optional<Duration> asked) throws InterruptedException {
        Duration wait =
                asked.map(duration ->
                                duration.compareTo(LONGEST_RETRY_AFTER) > 0
                                        ? LONGEST_RETRY_AFTER
                                        : duration)
                        .orElse(backOff);
        Duration doubled = backOff.multipliedBy(2);
        backOff =
                doubled.compareTo(settings.longestBackOff()) > 0
                        ? settings.longestBackOff()
                        : doubled;
        pause(wait);
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
