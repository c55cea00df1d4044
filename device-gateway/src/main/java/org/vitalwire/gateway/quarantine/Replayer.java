package org.vitalwire.gateway.quarantine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.intake.Replay;
import org.vitalwire.gateway.stream.Delivery;
import org.vitalwire.gateway.stream.RecordStream;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Sends quarantined payloads through the present intake again. What was sent and not written down
 * as replayed may be replayed once more: its message ids are the same.
 */
final class Replayer {

    private static final Logger log = LoggerFactory.getLogger(Replayer.class);
    private static final long PATIENCE_SECONDS = 30;

    /** Payloads under way together: each may be 256 KiB. */
    private static final int AT_ONCE = 50;

    private final Intake intake;
    private final DeviceRegistry registry;
    private final RecordStream stream;
    private final RejectionStore store;
    private final InstantSource clock;

    Replayer(
            Intake intake,
            DeviceRegistry registry,
            RecordStream stream,
            RejectionStore store,
            InstantSource clock) {
        this.intake = intake;
        this.registry = registry;
        this.stream = stream;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param readings how many were stored
     * @param faults what is refused still
     */
    record Result(
            String id, String deviceId, ReplayOutcome outcome, int readings, List<Fault> faults) {}

    private record Sent(Result result, CompletableFuture<Void> delivery) {}

    /** Each has no {@link Quarantined#obstacle}. Returns when Kafka has all that is stored. */
    List<Result> replay(List<Quarantined> payloads, String by) {
        List<Result> results = new ArrayList<>(payloads.size());
        for (int from = 0; from < payloads.size(); from += AT_ONCE) {
            List<Sent> underWay = new ArrayList<>(AT_ONCE);
            for (Quarantined payload :
                    payloads.subList(from, Math.min(from + AT_ONCE, payloads.size()))) {
                underWay.add(send(payload));
            }
            for (Sent sent : underWay) {
                await(sent.delivery());
                Result result = sent.result();
                store.replayed(result.id(), result.outcome(), clock.instant(), by);
                results.add(result);
            }
        }
        return results;
    }

    private Sent send(Quarantined payload) {
        RegisteredDevice device = registry.find(payload.deviceId());
        Optional<Fault> refusal = refusal(payload, device);
        if (device == null || refusal.isPresent()) {
            return refused(payload, refusal.orElseThrow());
        }
        if (stream.isFull()) {
            throw busy();
        }
        Instant now = clock.instant();
        Replay replay;
        try {
            replay = intake.replay(payload.publication(device), now);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("deviceId", device.id())
                    .addKeyValue("cause", e.getClass().getName())
                    .log("quarantined payload could not be processed");
            return refused(payload, fault(FailureCode.UNEXPECTED, "a fault of the gateway"));
        }
        return new Sent(result(payload, replay), Delivery.of(stream, replay.prepared()));
    }

    /**
     * What came while the device was not active waits until it is. What came while it was can be
     * stored whatever became of the device since.
     */
    private static Optional<Fault> refusal(Quarantined payload, @Nullable RegisteredDevice device) {
        if (device == null) {
            return Optional.of(
                    fault(FailureCode.UNKNOWN_DEVICE, "no device of that name is registered"));
        }
        boolean cameTooEarly = payload.code() == FailureCode.DEVICE_NOT_ACTIVE;
        return cameTooEarly && !device.mayConnect()
                ? Optional.of(fault(FailureCode.DEVICE_NOT_ACTIVE, "the device is not active yet"))
                : Optional.empty();
    }

    private static Result result(Quarantined payload, Replay replay) {
        Prepared prepared = replay.prepared();
        ReplayOutcome outcome =
                !prepared.accepted()
                        ? ReplayOutcome.REJECTED
                        : replay.faults().isEmpty() ? ReplayOutcome.ACCEPTED : ReplayOutcome.PARTLY;
        return new Result(
                payload.id(),
                payload.deviceId(),
                outcome,
                prepared.readings() + prepared.waveforms(),
                replay.faults());
    }

    private static Sent refused(Quarantined payload, Fault fault) {
        return new Sent(
                new Result(
                        payload.id(),
                        payload.deviceId(),
                        ReplayOutcome.REJECTED,
                        0,
                        List.of(fault)),
                CompletableFuture.completedFuture(null));
    }

    private static Fault fault(FailureCode code, String reason) {
        return new Fault(code, reason, 0, 0);
    }

    private static void await(CompletableFuture<Void> delivery) {
        try {
            delivery.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ApiProblem busy() {
        return new ApiProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                FailureCode.STREAM_UNAVAILABLE.name(),
                "Kafka does not take it now. Ask again later: nothing is stored twice.");
    }
}
