package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.NeedsProgram;
import org.vitalwire.testkit.TestCertificates;

/** The client that vendors try first. */
@NeedsProgram("mosquitto_pub")
class MosquittoIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @TempDir private Path directory;

    @Test
    void mosquittoPublishesWithItsCertificate() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        device.writePem(directory);

        assertThat(publish(device, device.topic(), "-V", "311", "-i", device.id()).code()).isZero();
        assertThat(publish(device, device.topic(), "-V", "5", "-i", device.id()).code()).isZero();
        // Without a name it gets the certificate's.
        assertThat(publish(device, device.topic()).code()).isZero();

        assertThat(gateway.readings(device)).hasSize(3);
    }

    @Test
    void mosquittoUnderAnotherNameIsRefused() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        device.writePem(directory);

        assertThat(publish(device, device.topic(), "-V", "311", "-i", "someone").code())
                .isEqualTo(5);
        assertThat(publish(device, device.topic(), "-V", "5", "-i", "someone").output())
                .contains("Not authorized");
        gateway.awaitRejection(device.id(), "IDENTITY_MISMATCH");
    }

    @Test
    void mosquittoWithoutCertificateIsRefused() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        device.writePem(directory);

        assertThat(
                        run(List.of(
                                        "mosquitto_pub",
                                        "--cafile",
                                        directory.resolve("ca.pem").toString(),
                                        "-h",
                                        "localhost",
                                        "-p",
                                        Integer.toString(device.port()),
                                        "-i",
                                        device.id(),
                                        "-q",
                                        "1",
                                        "-t",
                                        device.topic(),
                                        "-m",
                                        "{}"))
                                .code())
                .isNotZero();
    }

    @Test
    void mosquittoOnAnotherDevicesTopicIsRefused() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        TestDevice other = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        device.writePem(directory);

        assertThat(publish(device, other.topic(), "-V", "5").output()).contains("Not authorized");
        gateway.awaitRejection(device.id(), "FOREIGN_TOPIC");
        assertThat(gateway.readings(other)).isEmpty();
    }

    @Test
    void mosquittoWithARevokedCertificateIsRefused() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        device.writePem(directory);
        gateway.post(
                "operator",
                "/api/v1/devices/%s/certificates/%s/revoke".formatted(device.id(), device.serial()),
                Map.of("reason", "lost"));

        assertThat(publish(device, device.topic(), "-V", "311").code()).isEqualTo(5);
        gateway.awaitRejection(device.id(), "CERTIFICATE_REVOKED");
    }

    @Test
    void mosquittoWithAnExpiredOrAStrangersCertificateIsRefused() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mosquitto"));
        Instant longAgo = Instant.now().minus(Duration.ofDays(40));
        for (TestCertificates.Identity identity :
                List.of(
                        gateway.externalAuthority()
                                .device(device.id(), longAgo, Duration.ofDays(30)),
                        TestCertificates.newAuthority().device(device.id()))) {
            device.writePem(directory);
            Files.writeString(directory.resolve("device.crt"), identity.certificatePem());
            Files.writeString(directory.resolve("device.key"), identity.privateKeyPem());

            assertThat(publish(device, device.topic(), "-V", "5").code()).isNotZero();
        }
        assertThat(gateway.readings(device)).isEmpty();
    }

    private record Result(int code, String output) {}

    private Result publish(TestDevice device, String topic, String... more) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "mosquitto_pub",
                                "--cafile",
                                directory.resolve("ca.pem").toString(),
                                "--cert",
                                directory.resolve("device.crt").toString(),
                                "--key",
                                directory.resolve("device.key").toString(),
                                "-h",
                                "localhost",
                                "-p",
                                Integer.toString(device.port()),
                                "-q",
                                "1",
                                "-t",
                                topic,
                                "-m",
                                "{\"time\":\"%s\",\"values\":{\"heart-rate\":72}}"
                                        .formatted(Instant.now())));
        command.addAll(List.of(more));
        return run(command);
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("mosquitto_pub does not end");
        }
        return new Result(process.exitValue(), output);
    }
}
