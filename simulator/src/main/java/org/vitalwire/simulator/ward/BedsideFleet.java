package org.vitalwire.simulator.ward;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.simulator.device.ConnectionSettings;
import org.vitalwire.simulator.device.DeliveryCounts;
import org.vitalwire.simulator.device.DeliveryListener;
import org.vitalwire.simulator.device.DeviceConnection;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.physiology.PatientPlan;
import org.vitalwire.simulator.physiology.PhysiologicalPatient;
import org.vitalwire.simulator.platform.VitalwireClient;

/** Beds that are known to the platform and measure at a rate, spread evenly over the interval. */
final class BedsideFleet implements AutoCloseable {

    static final String MODEL = "simulated-bedside-monitor";
    private static final Logger LOG = LoggerFactory.getLogger(BedsideFleet.class);
    private static final int REGISTERED_AT_A_TIME = 4;

    private final List<SimulatedBed> plan;
    private final List<OccupiedBed> beds = new ArrayList<>();
    private final VitalwireClient client;
    private final ScheduledExecutorService metronome =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("simulated-beds").factory());

    private BedsideFleet(List<SimulatedBed> plan, VitalwireClient client) {
        this.plan = plan;
        this.client = client;
    }

    static BedsideFleet start(
            List<SimulatedBed> plan,
            Duration interval,
            int bedsWithWaves,
            Path keys,
            ConnectionSettings connections,
            InstantSource clock,
            VitalwireClient client) {
        BedsideFleet fleet = new BedsideFleet(plan, client);
        try {
            Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<EnrolledDevice> devices = fleet.register(keys, start);
            for (int i = 0; i < plan.size(); i++) {
                SimulatedBed bed = plan.get(i);
                fleet.beds.add(
                        new OccupiedBed(
                                new PhysiologicalPatient(
                                        PatientPlan.of(
                                                bed.scenario(),
                                                bed.seed(),
                                                start.minus(bed.headStart()))),
                                DeviceConnection.open(
                                        devices.get(i), connections, DeliveryListener.NONE),
                                i < bedsWithWaves
                                        ? Optional.of(new BedsideWaves(bed.seed(), start))
                                        : Optional.empty()));
            }
            for (int i = 0; i < plan.size(); i++) {
                OccupiedBed bed = fleet.beds.get(i);
                // Cancelled by the shutdown of the metronome.
                var _ =
                        fleet.metronome.scheduleAtFixedRate(
                                () -> fleet.measure(bed, clock),
                                interval.toNanos() * i / plan.size(),
                                interval.toNanos(),
                                TimeUnit.NANOSECONDS);
            }
            return fleet;
        } catch (IOException | GeneralSecurityException e) {
            fleet.close();
            throw new IllegalStateException("a device's key or certificate is unusable", e);
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    DeliveryCounts counts() {
        return beds.stream()
                .map(bed -> bed.connection().counts())
                .reduce(DeliveryCounts.NONE, DeliveryCounts::plus);
    }

    int owed() {
        return beds.stream().mapToInt(bed -> bed.connection().owed()).sum();
    }

    /** No further samples; devices that were off the network come back to deliver theirs. */
    void stopMeasuring() {
        metronome.shutdown();
        beds.forEach(bed -> bed.connection().setOnline(true));
    }

    /** True once every sample is acknowledged, false after the wait. */
    boolean awaitDelivered(Duration wait) throws InterruptedException {
        Instant deadline = Instant.now().plus(wait);
        for (OccupiedBed bed : beds) {
            Duration left = Duration.between(Instant.now(), deadline);
            if (!bed.connection().awaitDelivered(left.isNegative() ? Duration.ZERO : left)) {
                return false;
            }
        }
        return true;
    }

    /** Takes every device off its patient, so that nobody waits for a fleet that is gone. */
    void discharge() {
        plan.forEach(bed -> client.endAssociation(bed.deviceId()));
    }

    @Override
    public void close() {
        metronome.shutdownNow();
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            beds.forEach(bed -> closing.execute(bed.connection()::close));
        }
    }

    private void measure(OccupiedBed bed, InstantSource clock) {
        try {
            bed.measure(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (RuntimeException e) {
            // The metronome drops a task that throws; the other beds would not notice.
            LOG.atError().setCause(e).log("A simulated bed failed to measure");
        }
    }

    private List<EnrolledDevice> register(Path keys, Instant start) {
        Semaphore turns = new Semaphore(REGISTERED_AT_A_TIME);
        try (ExecutorService registering = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EnrolledDevice>> devices =
                    plan.stream()
                            .map(bed ->
                                    registering.submit(() -> {
                                        turns.acquire();
                                        try {
                                            return register(bed, keys, start);
                                        } finally {
                                            turns.release();
                                        }
                                    }))
                            .toList();
            List<EnrolledDevice> enrolled = new ArrayList<>();
            for (Future<EnrolledDevice> device : devices) {
                enrolled.add(device.get());
            }
            return enrolled;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a bed could not be registered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while beds were registered", e);
        }
    }

    private EnrolledDevice register(SimulatedBed bed, Path keys, Instant start) {
        client.putCensus(bed.patient());
        EnrolledDevice device = client.enrol(bed.deviceId(), MODEL, keys);
        client.associate(bed.deviceId(), bed.patient().patientId(), bed.patient().bed(), start);
        if (bed.scenario().needsSpo2Scale2()) {
            client.putOxygenTarget(bed.patient().patientId(), 2);
        }
        return device;
    }
}
