package org.vitalwire.gateway.mllp;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.gateway.certificate.TlsIdentity;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.SenderAdmission;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.stream.ConnectionRefusals;
import org.vitalwire.gateway.stream.FreePort;
import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;
import org.vitalwire.gateway.stream.StreamReadiness;

/** HL7 v2 over MLLP, where it is wanted. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("vitalwire.gateway.mllp.enabled")
@EnableConfigurationProperties(MllpSettings.class)
public class MllpConfiguration {

    @Bean
    MllpMeters gatewayMllpMeters(MeterRegistry registry) {
        return new MllpMeters(registry);
    }

    @Bean
    MllpServices gatewayMllpServices(
            MllpSettings settings,
            Intake intake,
            DeviceRegistry registry,
            RecordStream stream,
            GatewayMeters gatewayMeters,
            MllpMeters meters,
            InstantSource clock) {
        return new MllpServices(
                settings,
                new MllpMessages(intake, registry, settings, clock),
                stream,
                gatewayMeters,
                meters,
                new ConnectionRefusals("mllp", stream, gatewayMeters, clock),
                clock);
    }

    @Bean
    MllpServer gatewayMllpServer(
            Vertx gatewayVertx,
            TlsIdentity tls,
            SenderAdmission admission,
            MllpServices services,
            StreamReadiness readiness) {
        return new MllpServer(
                gatewayVertx,
                tls,
                admission,
                services,
                readiness,
                () -> FreePort.find(services.settings().host()));
    }

    @Bean
    HealthIndicator gatewayMllpHealthIndicator(MllpServer server, MllpMeters meters) {
        return () ->
                (server.isRunning() ? Health.up() : Health.down())
                        .withDetail("port", server.port())
                        .withDetail("connections", meters.connections().get())
                        .build();
    }
}
