package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.delivery.TargetProgress.Doing;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.kit.database.ServiceDatabase;

/** Delivers to one target: holds its lock, gives work to its lanes, and waits when it must. */
final class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(15);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final String id;
    private final TargetSettings settings;
    private final Supplier<ServerAccess> access;
    private final TargetLocks locks;
    private final DeliveryTargets targets;
    private final DeliveryLedger ledger;
    private final Function<PatientId, Optional<CensusEntry>> census;
    private final Survivors survivors;
    private final ObservationMapping mapping;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final TargetProgress progress = new TargetProgress();
    private volatile boolean running;
    private boolean registered;
    private @Nullable Thread thread;
    private Duration backOff = FIRST_BACK_OFF;

    DeliveryWorker(
            String id,
            TargetSettings settings,
            Supplier<ServerAccess> access,
            ChartingPolicy policy,
            ServiceDatabase database,
            TargetLocks locks,
            DeliveryTargets targets,
            Function<PatientId, Optional<CensusEntry>> census,
            Survivors survivors,
            ObservationMapping mapping,
            InstantSource clock,
            MeterRegistry meters) {
        this.id = id;
        this.settings = settings;
        this.access = access;
        this.locks = locks;
        this.targets = targets;
        this.ledger = new DeliveryLedger(database, id, policy, clock);
        this.census = census;
        this.survivors = survivors;
        this.mapping = mapping;
        this.clock = clock;
        this.meters = meters;
    }

    String id() {
        return id;
    }

    TargetProgress.Now progress() {
        return progress.now();
    }

    void start() {
        running = true;
        thread = Thread.ofPlatform().name("ehr-delivery-" + id).start(this::run);
    }

    void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        progress.is(Doing.STOPPED);
    }

    private void run() {
        // Virtual: they wait for the network and the database, and for little else.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (FhirTarget target =
                new FhirTarget(settings, access.get(), FhirContext.forR4Cached(), clock)) {
            @Nullable Lanes lanes = null;
            while (running) {
                try {
                    if (!registered) {
                        targets.configured(List.of(id));
                        registered = true;
                    } else if (!locks.hold(id)) {
                        progress.is(Doing.STANDBY);
                        pause(settings.pollInterval());
                    } else if (lanes == null) {
                        lanes = connect(target, threads);
                    } else {
                        deliver(lanes);
                    }
                } catch (RuntimeException e) {
                    // The database, mostly. What was under way is SENT and will be settled.
                    log.atWarn()
                            .addKeyValue("target", id)
                            .addKeyValue("exception", e.getClass().getName())
                            .log("delivery interrupted, trying again");
                    backOff("interrupted", Optional.empty());
                }
            }
        } catch (InterruptedException e) {
            log.atDebug().addKeyValue("target", id).log("delivery stops");
        } finally {
            threads.shutdownNow();
            threads.close();
            locks.release(id);
        }
    }

    /** Null while the target does not say what it can do. */
    private @Nullable Lanes connect(FhirTarget target, ExecutorService threads)
            throws InterruptedException {
        if (progress.now().doing() != Doing.WAITING) {
            progress.is(Doing.CONNECTING);
        }
        targets.complete(id);
        Answer answer = target.read("metadata");
        if (answer instanceof Answer.Done(int status, CapabilityStatement statement)) {
            if (!Capabilities.isR4(statement)) {
                log.atError().addKeyValue("target", id).log("the target is not a FHIR R4 server");
                backOff("not-r4", Optional.of(LONGEST_RETRY_AFTER));
                return null;
            }
            Capabilities capabilities = Capabilities.of(statement, settings.ids());
            DeliveryTargets.Kinds kinds = capabilities.kinds(statement, settings.kinds());
            targets.setKinds(id, kinds);
            // Observations, where they are new to it.
            targets.complete(id);
            log.atInfo()
                    .addKeyValue("target", id)
                    .addKeyValue("bundles", capabilities.bundleType())
                    .addKeyValue("clientIds", capabilities.clientIds())
                    .addKeyValue("kinds", kinds.delivered())
                    .addKeyValue("notOffered", kinds.notOffered())
                    .log("delivering to the FHIR server");
            backOff = FIRST_BACK_OFF;
            return lanes(
                    target, capabilities, kinds.delivered().contains(ChartKind.DEVICE), threads);
        }
        log.atWarn()
                .addKeyValue("target", id)
                .addKeyValue("answer", describe(answer))
                .log("the target does not answer");
        backOff(
                describe(answer),
                answer instanceof Answer.Unavailable unavailable
                        ? unavailable.retryAfter()
                        : Optional.empty());
        return null;
    }

    private Lanes lanes(
            FhirTarget target,
            Capabilities capabilities,
            boolean devicesAreCharted,
            ExecutorService threads) {
        SubjectDirectory subjects =
                new SubjectDirectory(
                        target, capabilities, census, settings.createPatients(), devicesAreCharted);
        List<Delivery> deliveries =
                IntStream.range(0, DeliveryLedger.LANES)
                        .mapToObj(lane ->
                                new Delivery(
                                        target,
                                        id,
                                        capabilities,
                                        ledger,
                                        subjects,
                                        survivors,
                                        mapping,
                                        lane,
                                        settings.bundleSize(),
                                        meters))
                        .toList();
        return new Lanes(deliveries, settings.inFlight(), threads);
    }

    private void deliver(Lanes lanes) throws InterruptedException {
        if (lanes.start(ledger.dueLanes()) == 0) {
            progress.is(Doing.DELIVERING);
            pause(settings.pollInterval());
            return;
        }
        Optional<Lane.Outcome> ended = lanes.await(settings.pollInterval());
        if (ended.isEmpty()) {
            return;
        }
        switch (ended.get()) {
            case Lane.Outcome.Continue(int lines) -> {
                progress.is(Doing.DELIVERING);
                backOff = FIRST_BACK_OFF;
            }
            case Lane.Outcome.Stop(Answer.Unavailable cause) -> {
                // Nobody else begins; those under way come to the same, mostly.
                lanes.awaitAll();
                log.atWarn()
                        .addKeyValue("target", id)
                        .addKeyValue("code", cause.code())
                        .log("the target takes nothing now");
                backOff(cause.code(), cause.retryAfter());
            }
        }
    }

    private static String describe(Answer answer) {
        return switch (answer) {
            case Answer.Done(int status, var resource) -> "http-" + status;
            case Answer.Accepted accepted -> "http-202";
            case Answer.Absent absent -> "http-404";
            case Answer.Refused(var refusal) -> "http-" + refusal.status();
            case Answer.Contested(var refusal) -> "http-" + refusal.status();
            case Answer.Unavailable unavailable -> unavailable.code();
        };
    }

    private void backOff(String trouble, Optional<Duration> asked) throws InterruptedException {
        Duration wait =
                asked.map(duration -> shorter(duration, LONGEST_RETRY_AFTER)).orElse(backOff);
        backOff = shorter(backOff.multipliedBy(2), settings.longestBackOff());
        progress.waits(trouble, clock.instant().plus(wait));
        pause(wait);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? other : one;
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
