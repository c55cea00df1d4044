package org.vitalwire.ehr;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The EHR bridge as a process of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(EhrBridgeConfiguration.class)
public class EhrBridgeApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(EhrBridgeApplication.class)
                .properties("spring.config.name=ehr-bridge")
                .run(arguments);
    }
}
