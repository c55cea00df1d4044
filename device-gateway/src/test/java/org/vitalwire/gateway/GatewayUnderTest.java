package org.vitalwire.gateway;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.gateway.device.MqttAddress;
import org.vitalwire.gateway.mllp.MllpServer;
import org.vitalwire.testkit.EventProbe;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestCertificates;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real gateway, with real Kafka and PostgreSQL, one for all tests of the JVM. */
public final class GatewayUnderTest {

    /** Of which a device may send 20 messages a second. */
    static final String SLOW_MODEL = "spot-check";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An interface engine, and the one device that it may speak for, as MON1. */
    public static final String HL7_ENGINE = "hl7-engine";

    public static final String HL7_BEHIND_ENGINE = "hl7-behind-engine";

    private final ServiceDatabase database = SharedInfrastructure.newDatabase("gateway");
    private final TestCertificates externalAuthority = TestCertificates.newAuthority();
    private final Optional<TestBroker> broker = TestBroker.start();
    private final Path authority;
    private ConfigurableApplicationContext context;

    private GatewayUnderTest() {
        try {
            authority = Files.createTempDirectory("gateway-ca");
            Files.writeString(authority.resolve("external.pem"), externalAuthority.authorityPem());
            writeRevocationList(List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        context = run();
    }

    public static GatewayUnderTest shared() {
        return Holder.GATEWAY;
    }

    private ConfigurableApplicationContext run() {
        return new SpringApplicationBuilder(DeviceGatewayApplication.class)
                .properties("spring.config.name=device-gateway")
                .run(
                        "--server.port=0",
                        "--logging.structured.format.console=",
                        // While Kafka is away each client says so many times a second.
                        "--logging.level.org.apache.kafka.clients.NetworkClient=ERROR",
                        "--vitalwire.kafka.bootstrap-servers="
                                + SharedInfrastructure.bootstrapServers(),
                        "--vitalwire.kafka.partitions=2",
                        "--vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                        "--vitalwire.gateway.database.url=" + database.jdbcUrl(),
                        "--vitalwire.gateway.database.username=" + database.username(),
                        "--vitalwire.gateway.database.password=" + database.password(),
                        "--vitalwire.gateway.certificates.directory=" + authority,
                        "--vitalwire.gateway.certificates.trusted-authorities="
                                + authority.resolve("external.pem"),
                        "--vitalwire.gateway.certificates.revocation-lists="
                                + authority.resolve("external.crl"),
                        "--vitalwire.gateway.enrolment.registry-interval=1s",
                        "--vitalwire.gateway.enrolment.expiry-interval=1s",
                        "--vitalwire.gateway.enrolment.attempts-per-minute=1000",
                        "--vitalwire.gateway.limit.models." + SLOW_MODEL + "=20",
                        "--vitalwire.gateway.limit.calm=1s",
                        "--vitalwire.gateway.erasure.retry=1s",
                        "--vitalwire.gateway.broker.enabled=" + broker.isPresent(),
                        "--vitalwire.gateway.broker.uri="
                                + broker.map(TestBroker::gatewayUri).orElse("tcp://nowhere:1"),
                        "--vitalwire.gateway.broker.username=gateway",
                        "--vitalwire.gateway.mllp.enabled=true",
                        "--vitalwire.gateway.mllp.port=0",
                        "--vitalwire.gateway.mllp.senders.%s.MON1=%s"
                                .formatted(HL7_ENGINE, HL7_BEHIND_ENGINE),
                        "--vitalwire.gateway.mqtt.port=0",
                        "--vitalwire.gateway.mqtt.event-loops=2",
                        "--vitalwire.gateway.mqtt.maximum-bytes-in-flight=2MB");
    }

    /** An external broker that the gateway is subscribed to; empty where there is none. */
    public Optional<TestBroker> broker() {
        return broker;
    }

    /** An authority that is not ours, but that the gateway trusts. */
    public TestCertificates externalAuthority() {
        return externalAuthority;
    }

    /** The external authority takes those back, and no others. */
    public void writeRevocationList(List<X509Certificate> revoked) {
        try {
            Instant now = Instant.now();
            X509v2CRLBuilder builder =
                    new JcaX509v2CRLBuilder(
                            externalAuthority.authorityCertificate(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(7))));
            revoked.forEach(certificate ->
                    builder.addCRLEntry(
                            certificate.getSerialNumber(),
                            Date.from(now),
                            CRLReason.keyCompromise));
            Path fresh = authority.resolve("external.crl.new");
            Files.write(
                    fresh,
                    builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(externalAuthority.authorityKey()))
                            .getEncoded());
            Files.move(
                    fresh, authority.resolve("external.crl"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody else changes the database, such as another replica. Returns the rows. */
    public int sql(String statement, String... parameters) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setString(i + 1, parameters[i]);
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS of a device whose certificate another authority has signed. */
    public SSLContext tls(TestCertificates.Identity identity) {
        return TestDevice.tls(identity.privateKey(), identity.certificate(), authorityPem());
    }

    public String authorityPem() {
        try {
            return Files.readString(authority.resolve("ca.pem"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a rejection of the device with that code, as an operator sees it. */
    public JsonNode awaitRejection(String device, String code) {
        return awaitRejection(
                device, rejection -> rejection.path("code").stringValue().equals(code));
    }

    public JsonNode awaitRejection(String device, Predicate<JsonNode> matches) {
        AtomicReference<JsonNode> found = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    for (JsonNode rejection :
                            get("operator", "/api/v1/rejections?device=" + device).json()) {
                        if (matches.test(rejection)) {
                            found.set(rejection);
                            return true;
                        }
                    }
                    return false;
                });
        return found.get();
    }

    public List<Reading> readings(TestDevice device) {
        return events().read(EventCodecs.READING).stream()
                .filter(reading -> reading.deviceId().value().equals(device.id()))
                .toList();
    }

    public int mqttPort() {
        return context.getBean(MqttAddress.class).port();
    }

    public int mllpPort() {
        return context.getBean(MllpServer.class).port();
    }

    double counter(String name) {
        return context.getBean(MeterRegistry.class).get(name).counter().count();
    }

    public Path authorityDirectory() {
        return authority;
    }

    /** As an operator would: with the same database and the same authority. */
    public void restart() {
        context.close();
        context = run();
    }

    public EventProbe events() {
        return SharedInfrastructure.kafka().events();
    }

    /** A device id that no other test has. */
    public static String freshId(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Enrols a bedside monitor as its owner would: own key, signing request, certificate. */
    public TestDevice enrol(String id) {
        return enrol(id, "bedside-monitor");
    }

    public TestDevice enrol(String id, String model) {
        TestDevice.Keys keys = TestDevice.Keys.generate();
        Answer answer =
                post(
                        "operator",
                        "/api/v1/devices",
                        Map.of(
                                "id",
                                id,
                                "model",
                                model,
                                "certificateSigningRequest",
                                keys.signingRequest(id)));
        if (answer.status() >= 300) {
            throw new IllegalStateException("not enrolled: " + answer);
        }
        return TestDevice.of(id, keys, answer.json());
    }

    public void associate(String device, String patient) {
        Answer answer =
                post(
                        "operator",
                        "/api/v1/associations",
                        Map.of(
                                "deviceId",
                                device,
                                "patientId",
                                patient,
                                "from",
                                "2020-01-01T00:00:00Z"));
        if (answer.status() != 201) {
            throw new IllegalStateException("not associated: " + answer);
        }
    }

    /** An answer of the HTTP API. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    public Answer post(String role, String path, Object body) {
        return send(
                role,
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body))));
    }

    /** Bytes as they are, such as a payload. */
    public Answer postBytes(String role, String path, String body) {
        return send(
                role,
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The body as it is, JSON. */
    public Answer put(String role, String path, String body) {
        return send(
                role,
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer delete(String role, String path) {
        return send(role, HttpRequest.newBuilder(uri(path)).DELETE());
    }

    /** Without a token. */
    public Answer post(String path, Object body) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body))));
    }

    public Answer get(String role, String path) {
        return send(role, HttpRequest.newBuilder(uri(path)).GET());
    }

    /** Without a token. */
    public Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private URI uri(String path) {
        return URI.create(
                "http://localhost:"
                        + context.getEnvironment().getProperty("local.server.port")
                        + path);
    }

    private static Answer send(String role, HttpRequest.Builder request) {
        return send(
                request.header("Authorization", "Bearer " + TestTokens.shared().token(role, "*")));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Holder {
        static final GatewayUnderTest GATEWAY = start();

        private static GatewayUnderTest start() {
            SharedInfrastructure.startAll();
            return new GatewayUnderTest();
        }
    }
}
