package org.vitalwire.gateway.device;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.kit.database.ServiceDatabase;

/** Registry and enrolment. */
@Configuration(proxyBeanMethods = false)
@Import(DeviceController.class)
public class DeviceConfiguration {

    @Bean
    DeviceModels gatewayDeviceModels() {
        return DeviceModels.shipped();
    }

    @Bean
    DeviceStore gatewayDeviceStore(ServiceDatabase gatewayDatabase, DeviceModels models) {
        return new DeviceStore(gatewayDatabase, models);
    }

    @Bean
    DeviceRegistry gatewayDeviceRegistry(DeviceStore store) {
        return new DeviceRegistry(store.all());
    }

    @Bean
    DeviceEnrolment gatewayDeviceEnrolment(
            DeviceModels models,
            DeviceStore store,
            DeviceRegistry registry,
            CertificateAuthority authority,
            ServiceDatabase gatewayDatabase,
            InstantSource clock) {
        return new DeviceEnrolment(models, store, registry, authority, gatewayDatabase, clock);
    }
}
