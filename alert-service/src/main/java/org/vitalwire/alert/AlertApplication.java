package org.vitalwire.alert;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The alert service as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AlertConfiguration.class)
public class AlertApplication {

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(AlertApplication.class)
                .properties("spring.config.name=alert-service")
                .run(arguments);
    }
}
