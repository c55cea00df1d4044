package org.vitalwire.gateway.mapping;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.gateway.device.DeviceModels;
import org.vitalwire.kit.database.ServiceDatabase;

/** Device mappings: their codecs, their device models, their API. */
@Configuration(proxyBeanMethods = false)
@Import(MappingController.class)
public class MappingConfiguration {

    @Bean
    MappingStore gatewayMappingStore(ServiceDatabase gatewayDatabase) {
        return new MappingStore(gatewayDatabase);
    }

    @Bean
    DeviceMappings gatewayDeviceMappings(MappingStore store) {
        return new DeviceMappings(store);
    }

    @Bean
    MappingDesk gatewayMappingDesk(
            MappingStore store, DeviceMappings mappings, DeviceModels models, InstantSource clock) {
        return new MappingDesk(store, mappings, models, clock);
    }
}
