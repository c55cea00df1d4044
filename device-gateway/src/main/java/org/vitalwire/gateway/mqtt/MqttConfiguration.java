package org.vitalwire.gateway.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.certificate.RevocationLists;
import org.vitalwire.gateway.certificate.TlsIdentity;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.FirstSteps;
import org.vitalwire.gateway.device.KnownCertificate;
import org.vitalwire.gateway.device.RegistryReader;
import org.vitalwire.gateway.device.SenderAdmission;
import org.vitalwire.gateway.enrolment.Claims;
import org.vitalwire.gateway.enrolment.EnrolmentSettings;
import org.vitalwire.gateway.enrolment.Renewals;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.limit.Limits;
import org.vitalwire.gateway.status.DeviceStatuses;
import org.vitalwire.gateway.status.GatewayName;
import org.vitalwire.gateway.stream.ConnectionRefusals;
import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;
import org.vitalwire.gateway.stream.StreamReadiness;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.KafkaClients;

/** The endpoint and the producer behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MqttSettings.class)
public class MqttConfiguration {

    private static final int BATCH_BYTES = 64 * 1024;

    /** Room for batches that are not full yet, beyond what {@link RecordStream} lets in. */
    private static final long SPARE_BUFFER = 16L * 1024 * 1024;

    @Bean(destroyMethod = "close")
    Vertx gatewayVertx(MqttSettings settings, Limits limits) {
        return Vertx.builder()
                .with(
                        new VertxOptions()
                                .setEventLoopPoolSize(settings.eventLoopsOrCores())
                                .setWorkerPoolSize(1)
                                // Where the checks of a handshake run: one at a time.
                                .setInternalBlockingPoolSize(1))
                .withTransport(
                        new PacedTransport(
                                Transport.NIO.implementation(), limits.connects()::pacer))
                .build();
    }

    /**
     * Never blocks the event loop: it knows the partitions beforehand, keeps them for ever, and has
     * memory for more than is let in. Closed by {@link RecordStream}, which does not wait for ever.
     */
    @Bean(destroyMethod = "")
    Producer<String, byte[]> gatewayProducer(KafkaClients clients, MqttSettings settings) {
        return clients.newProducer(
                "vitalwire-gateway",
                Map.of(
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        0,
                        // By default a client that finds no broker forgets all partitions: each
                        // send
                        // would fail until it knows them anew, instead of waiting in memory.
                        CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG,
                        MetadataRecoveryStrategy.NONE.name,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        settings.maximumBytesInFlight().toBytes() * 2 + SPARE_BUFFER));
    }

    @Bean
    StreamReadiness gatewayStreamReadiness(
            KafkaClients clients, Producer<String, byte[]> gatewayProducer) {
        Map<String, Object> admin =
                new HashMap<>(clients.producerSettings("vitalwire-gateway-probe"));
        admin.keySet().retainAll(AdminClientConfig.configNames());
        return new StreamReadiness(gatewayProducer, Admin.create(admin));
    }

    @Bean
    RecordStream gatewayRecordStream(
            Producer<String, byte[]> gatewayProducer, MqttSettings settings) {
        return new RecordStream(
                gatewayProducer,
                settings.maximumInFlight(),
                settings.maximumBytesInFlight().toBytes());
    }

    @Bean
    GatewayMeters gatewayMeters(MeterRegistry registry, RecordStream stream) {
        GatewayMeters meters = new GatewayMeters(registry);
        meters.gauges(stream);
        return meters;
    }

    @Bean
    ConnectedDevices gatewayConnectedDevices(MeterRegistry registry) {
        ConnectedDevices connected = new ConnectedDevices();
        registry.gauge("vitalwire.gateway.connections", connected, ConnectedDevices::size);
        return connected;
    }

    @Bean
    GatewayName gatewayName(MqttSettings settings) {
        return new GatewayName(settings.gatewayName());
    }

    @Bean
    Sessions gatewaySessions(
            ServiceDatabase gatewayDatabase, InstantSource clock, MqttSettings settings) {
        return new Sessions(
                new PostgresSessionStore(gatewayDatabase), clock, settings.gatewayName());
    }

    @Bean
    ConnectionRefusals gatewayConnectionRefusals(
            RecordStream stream, GatewayMeters meters, InstantSource clock) {
        return new ConnectionRefusals("mqtt", stream, meters, clock);
    }

    @Bean
    Presence gatewayPresence(
            Vertx gatewayVertx,
            ConnectedDevices connected,
            Sessions sessions,
            DeviceStatuses statuses,
            DeviceRegistry registry,
            RecordStream stream,
            InstantSource clock) {
        return new Presence(gatewayVertx, connected, sessions, statuses, registry, stream, clock);
    }

    @Bean
    Publications gatewayPublications(Intake intake, DeviceStatuses statuses, InstantSource clock) {
        return new Publications(intake, statuses, clock);
    }

    @Bean
    ConnectionServices gatewayConnectionServices(
            MqttSettings settings,
            Publications publications,
            RecordStream stream,
            GatewayMeters meters,
            Presence presence,
            CertificateDesk certificates) {
        return new ConnectionServices(
                settings, publications, stream, meters, presence, certificates);
    }

    @Bean
    CertificateDesk gatewayCertificateDesk(Renewals renewals, Claims claims) {
        return CertificateDesk.of(renewals::renew, claims::redeem);
    }

    @Bean
    Admission gatewayAdmission(
            DeviceRegistry registry, RevocationLists lists, Claims claims, InstantSource clock) {
        return new Admission(registry, lists, claims::broughtBy, clock);
    }

    @Bean
    SessionGuard gatewaySessionGuard(
            ConnectedDevices connected,
            Admission admission,
            ConnectionRefusals refusals,
            DeviceRegistry registry,
            RegistryReader reader,
            RevocationLists lists,
            Claims claims,
            DeviceStatuses statuses,
            FirstSteps firstSteps,
            EnrolmentSettings settings) {
        return new SessionGuard(
                connected,
                admission,
                refusals,
                registry,
                List.of(
                        () -> reader.reread(registry),
                        lists::reread,
                        claims::reread,
                        new FirmwareNotes(registry, statuses, firstSteps)),
                settings.registryInterval());
    }

    /** For those who come by another protocol than MQTT. */
    @Bean
    SenderAdmission gatewaySenderAdmission(
            Admission admission,
            DeviceRegistry registry,
            CertificateAuthority authority,
            FirstSteps firstSteps) {
        PresentedCertificate.Signer signer = signer(registry, authority);
        return session ->
                switch (admission.judge(PresentedCertificate.of(session, signer), null, null)) {
                    case Admission.Admitted admitted -> {
                        firstSteps.connected(admitted.device(), admitted.certificate());
                        yield new SenderAdmission.MaySend(admitted.device());
                    }
                    case Admission.ClaimBearer bearer ->
                            new SenderAdmission.MayNot(
                                    bearer.device().value(),
                                    FailureCode.CLAIM_ONLY,
                                    "a claim may enrol a device, and nothing else");
                    case Admission.Refused refused ->
                            new SenderAdmission.MayNot(
                                    refused.name(), refused.code(), refused.reason());
                };
    }

    @Bean
    MqttEndpointServer gatewayMqttEndpoint(
            Vertx gatewayVertx,
            MqttSettings settings,
            TlsIdentity tls,
            Admission admission,
            CertificateAuthority authority,
            DeviceRegistry registry,
            FirstSteps firstSteps,
            ConnectionRefusals refusals,
            ConnectionServices services,
            Limits limits,
            StreamReadiness readiness) {
        return new MqttEndpointServer(
                gatewayVertx,
                settings,
                tls,
                admission,
                signer(registry, authority),
                firstSteps,
                refusals,
                services,
                limits,
                readiness);
    }

    private static PresentedCertificate.Signer signer(
            DeviceRegistry registry, CertificateAuthority authority) {
        return (sha256, certificate) -> {
            // Looking it up is cheaper than checking its signature.
            KnownCertificate known = registry.certificate(sha256);
            return known == null ? authority.hasSigned(certificate) : !known.external();
        };
    }

    @Bean
    GatewayHealth gatewayHealthIndicator(
            MqttEndpointServer server, StreamReadiness stream, ServiceDatabase gatewayDatabase) {
        return new GatewayHealth(server, stream, gatewayDatabase);
    }
}
