package org.vitalwire.simulator.replay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.simulator.device.ConnectionSettings;
import org.vitalwire.simulator.device.DeliveryCounts;
import org.vitalwire.simulator.device.DeliveryListener;
import org.vitalwire.simulator.device.DeviceConnection;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.device.ReadingJson;
import org.vitalwire.simulator.platform.CensusFacts;
import org.vitalwire.simulator.platform.VitalwireApiException;
import org.vitalwire.simulator.platform.VitalwireClient;
import org.vitalwire.simulator.recording.RecordedRow;
import org.vitalwire.simulator.recording.Recording;
import org.vitalwire.simulator.recording.TimeMapping;

/** One recording on its way: prepared, sent, delivered, and counted on the other side. */
final class Replay {

    private static final String MODEL = "recorded-replay";
    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(500);

    private final Recording recording;
    private final String deviceId;
    private final String patientId;
    private final TimeMapping time;
    private final ReplayPlan plan;
    private final VitalwireClient client;
    private final InstantSource clock;
    private final DeviceConnection connection;
    private final PlatformCounts before;

    private Replay(
            Recording recording,
            ReplayPlan plan,
            TimeMapping time,
            VitalwireClient client,
            InstantSource clock,
            DeviceConnection connection,
            PlatformCounts before) {
        this.recording = recording;
        this.deviceId = plan.deviceOf(recording);
        this.patientId = plan.patientOf(recording);
        this.time = time;
        this.plan = plan;
        this.client = client;
        this.clock = clock;
        this.connection = connection;
        this.before = before;
    }

    /** Enrols the device, puts it on the patient from the first measured time on, and connects. */
    static Replay prepare(
            Recording recording,
            ReplayPlan plan,
            Instant start,
            VitalwireClient client,
            InstantSource clock)
            throws IOException, GeneralSecurityException {
        String deviceId = plan.deviceOf(recording);
        String patientId = plan.patientOf(recording);
        TimeMapping time = TimeMapping.of(recording, start, plan.speed());
        Instant from = time.measuredAt(time.first());
        if (!client.isInCensus(patientId)) {
            client.putCensus(
                    new CensusFacts(
                            patientId,
                            "SIM Replay " + recording.name(),
                            LocalDate.of(1950, 1, 1),
                            plan.careUnit(),
                            "replay"));
        }
        EnrolledDevice device = client.enrol(deviceId, MODEL, plan.keys());
        client.associate(deviceId, patientId, "replay", from);
        PlatformCounts before = PlatformCounts.of(client, deviceId, patientId, from, end(time));
        DeviceConnection connection =
                DeviceConnection.open(
                        device,
                        ConnectionSettings.DEFAULT.withBuffered(
                                Math.max(1, recording.rows().size())),
                        DeliveryListener.NONE);
        return new Replay(recording, plan, time, client, clock, connection, before);
    }

    DeliveryCounts delivery() {
        return connection.counts();
    }

    int size() {
        return recording.rows().size();
    }

    Instant plannedEnd() {
        return time.plannedEnd();
    }

    /** Sends every row at its time, then waits until nothing is owed, however long that takes. */
    void send() throws InterruptedException {
        for (RecordedRow row : recording.rows()) {
            Duration wait = Duration.between(clock.instant(), time.sendAt(row.offset()));
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
            connection.put(ReadingJson.of(row, time.measuredAt(row.offset())));
        }
        while (!connection.awaitDelivered(Duration.ofSeconds(10))) {
            // The platform may be away for minutes; what it has not acknowledged is kept here.
        }
    }

    /** Waits until the platform's counts stand still, and says what they are. */
    ReplayResult settle() throws InterruptedException {
        long acknowledged = connection.counts().acknowledged();
        List<PlatformCounts> seen = new ArrayList<>(List.of(before));
        Instant changed = clock.instant();
        boolean settled = false;
        while (!settled) {
            Duration still = Duration.between(changed, clock.instant());
            if (still.compareTo(plan.patience()) > 0) {
                break;
            }
            Thread.sleep(BETWEEN_COUNTS);
            try {
                PlatformCounts now =
                        PlatformCounts.of(
                                client,
                                deviceId,
                                patientId,
                                time.measuredAt(time.first()),
                                end(time));
                if (!now.equals(seen.getLast())) {
                    seen.add(now);
                    changed = clock.instant();
                } else {
                    settled =
                            now.since(before).rows() >= acknowledged
                                    && still.compareTo(plan.settle()) >= 0;
                }
            } catch (VitalwireApiException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                // It may be starting again; patience decides.
            }
        }
        connection.close();
        return new ReplayResult(
                recording,
                deviceId,
                patientId,
                time.measuredAt(time.first()),
                time.measuredAt(time.last()),
                connection.counts(),
                seen.getLast().since(before),
                settled);
    }

    void abandon() {
        connection.close();
    }

    /** Past the last row, whether the interface counts its end in or out. */
    private static Instant end(TimeMapping time) {
        return time.measuredAt(time.last()).plusMillis(1);
    }
}
