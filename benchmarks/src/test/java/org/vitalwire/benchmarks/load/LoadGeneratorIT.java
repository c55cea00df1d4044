package org.vitalwire.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.testkit.TestCertificates;
import org.vitalwire.testkit.TestMqttServer;

@Timeout(60)
class LoadGeneratorIT {

    /** MQTT 5, table 2-4. */
    private static final int RECEIVE_MAXIMUM = 0x21;

    @TempDir Path folder;
    private final TestCertificates certificates = TestCertificates.newAuthority();
    private final Set<String> payloads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile long stallMillis;
    private volatile long stalledUntil;
    private final TestMqttServer server = new TestMqttServer(certificates, this::accept);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAtTheRateAndCountsEveryAcknowledgement() throws Exception {
        List<String> crises = new ArrayList<>();
        try (LoadGenerator load = new LoadGenerator()) {
            load.connect(devices(5), (device, crisis, due) -> crises.add(device + crisis));
            Traffic traffic = load.run(4, 400, 2, List.of(Crisis.values()), 10);

            assertThat(traffic.sentSoFar()).isEqualTo(800);
            assertThat(traffic.acknowledgedSoFar()).isEqualTo(800);
            assertThat(traffic.toPuback().getTotalCount()).isEqualTo(800);
            assertThat(traffic.lostConnectionsSoFar()).isZero();
            assertThat(payloads).as("each with a time of its own").hasSize(800);
            assertThat(crises).hasSize(4 * 2).doesNotHaveDuplicates();

            long time = load.sendNow("bench-4");
            assertThat(time % 1_000).isZero();
        }
    }

    @Test
    void aStallIsNotForgiven() throws Exception {
        try (LoadGenerator load = new LoadGenerator()) {
            load.connect(devices(1), (device, crisis, due) -> {});
            stallMillis = 500;
            Traffic traffic = load.run(1, 100, 2, List.of(), 10);

            // A window of ten closes after 0.1 s; what was due in the other 0.4 s waited for it.
            assertThat(traffic.acknowledgedSoFar()).isEqualTo(200);
            assertThat(traffic.toPuback().getValueAtPercentile(90)).isGreaterThan(100_000);
        }
    }

    private void accept(MqttEndpoint endpoint) {
        endpoint.publishAutoAck(false);
        endpoint.publishHandler(message -> {
            payloads.add(endpoint.clientIdentifier() + message.payload());
            if (arrived.incrementAndGet() == 20 && stallMillis > 0) {
                stalledUntil = System.currentTimeMillis() + stallMillis;
            }
            long wait = Math.max(1, stalledUntil - System.currentTimeMillis());
            server.after(
                    wait,
                    () ->
                            endpoint.publishAcknowledge(
                                    message.messageId(),
                                    MqttPubAckReasonCode.SUCCESS,
                                    MqttProperties.NO_PROPERTIES));
        });
        MqttProperties limits = new MqttProperties();
        limits.add(new MqttProperties.IntegerProperty(RECEIVE_MAXIMUM, 10));
        endpoint.accept(false, limits);
    }

    private List<EnrolledDevice> devices(int number) {
        List<EnrolledDevice> devices = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String id = "bench-" + i;
            TestCertificates.PemFiles files =
                    certificates.writePem(folder, id, certificates.device(id));
            devices.add(
                    new EnrolledDevice(
                            id,
                            files.ca(),
                            files.certificate(),
                            files.key(),
                            "vitalwire/v1/" + id + "/readings",
                            "localhost",
                            server.port()));
        }
        return devices;
    }
}
