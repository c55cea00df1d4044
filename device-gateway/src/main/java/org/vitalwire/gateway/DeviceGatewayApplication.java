package org.vitalwire.gateway;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The gateway as a process of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(DeviceGatewayConfiguration.class)
public class DeviceGatewayApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(DeviceGatewayApplication.class)
                .properties("spring.config.name=device-gateway")
                .run(arguments);
    }
}
