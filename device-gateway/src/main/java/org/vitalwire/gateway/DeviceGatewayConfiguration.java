package org.vitalwire.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.gateway.association.AssociationConfiguration;
import org.vitalwire.gateway.broker.BrokerConfiguration;
import org.vitalwire.gateway.certificate.CertificateConfiguration;
import org.vitalwire.gateway.continuity.ContinuityConfiguration;
import org.vitalwire.gateway.device.DeviceConfiguration;
import org.vitalwire.gateway.enrolment.EnrolmentConfiguration;
import org.vitalwire.gateway.erasure.ErasureConfiguration;
import org.vitalwire.gateway.event.EventConfiguration;
import org.vitalwire.gateway.explain.ExplainConfiguration;
import org.vitalwire.gateway.fleet.FleetConfiguration;
import org.vitalwire.gateway.intake.IntakeConfiguration;
import org.vitalwire.gateway.intake.clock.DeviceClockConfiguration;
import org.vitalwire.gateway.limit.LimitConfiguration;
import org.vitalwire.gateway.mapping.MappingConfiguration;
import org.vitalwire.gateway.mllp.MllpConfiguration;
import org.vitalwire.gateway.mqtt.MqttConfiguration;
import org.vitalwire.gateway.quarantine.QuarantineConfiguration;
import org.vitalwire.gateway.status.StatusConfiguration;
import org.vitalwire.kit.ServiceKitConfiguration;
import org.vitalwire.kit.database.ServiceDatabase;

/** The whole gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
@Import({
    ServiceKitConfiguration.class,
    CertificateConfiguration.class,
    DeviceConfiguration.class,
    EnrolmentConfiguration.class,
    AssociationConfiguration.class,
    EventConfiguration.class,
    ContinuityConfiguration.class,
    DeviceClockConfiguration.class,
    StatusConfiguration.class,
    FleetConfiguration.class,
    IntakeConfiguration.class,
    MappingConfiguration.class,
    ExplainConfiguration.class,
    QuarantineConfiguration.class,
    ErasureConfiguration.class,
    BrokerConfiguration.class,
    LimitConfiguration.class,
    MqttConfiguration.class,
    MllpConfiguration.class
})
public class DeviceGatewayConfiguration {

    @Bean(destroyMethod = "close")
    ServiceDatabase gatewayDatabase(GatewaySettings settings, MeterRegistry meters) {
        return ServiceDatabase.open(settings.database(), "gateway", "classpath:db/gateway", meters);
    }
}
