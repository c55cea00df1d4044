package org.vitalwire.gateway.device;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.kit.database.ServiceDatabase;

/** Models, registry and enrolment. */
@Configuration(proxyBeanMethods = false)
@Import(DeviceController.class)
public class DeviceConfiguration {

    @Bean
    DeviceModels gatewayDeviceModels(ObjectProvider<DeviceModelSource> sources) {
        return new DeviceModels(ShippedModels.read(), sources.orderedStream().toList());
    }

    @Bean
    DeviceStore gatewayDeviceStore(ServiceDatabase gatewayDatabase, DeviceModels models) {
        return new DeviceStore(gatewayDatabase, models);
    }

    @Bean
    DeviceCertificateStore gatewayDeviceCertificateStore(ServiceDatabase gatewayDatabase) {
        return new DeviceCertificateStore(gatewayDatabase);
    }

    @Bean
    RegistryReader gatewayRegistryReader(
            DeviceModels models,
            DeviceStore devices,
            DeviceCertificateStore certificates,
            InstantSource clock) {
        return new RegistryReader(models, devices, certificates, clock);
    }

    @Bean
    DeviceRegistry gatewayDeviceRegistry(RegistryReader reader) {
        return new DeviceRegistry(reader.read());
    }

    @Bean
    DeviceDesk gatewayDeviceDesk(
            DeviceStore devices,
            DeviceCertificateStore certificates,
            DeviceRegistry registry,
            ServiceDatabase gatewayDatabase,
            DeviceEvents events,
            InstantSource clock) {
        return new DeviceDesk(devices, certificates, registry, gatewayDatabase, events, clock);
    }

    @Bean
    FirstSteps gatewayFirstSteps(DeviceRegistry registry, DeviceDesk desk, InstantSource clock) {
        return new FirstSteps(registry, desk, clock);
    }

    @Bean
    Enrolment gatewayEnrolment(
            DeviceModels models,
            DeviceDesk desk,
            CertificateAuthority authority,
            ObjectProvider<MqttAddress> address) {
        // Known once the endpoint listens; the endpoint itself needs enrolment, for claims.
        return new Enrolment(models, desk, authority, address::getObject);
    }
}
