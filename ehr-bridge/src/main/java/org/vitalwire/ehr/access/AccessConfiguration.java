package org.vitalwire.ehr.access;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.PublicPath;

/** Our keys, and the ways to hospitals' servers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TargetAccessSettings.class, SmartKeySettings.class})
public class AccessConfiguration {

    /** A faulty file stops the start: better than hours without deliveries. */
    @Bean
    SmartKeys ehrSmartKeys(SmartKeySettings settings, InstantSource clock) {
        return new SmartKeys(settings, clock);
    }

    @Bean
    ServerAccesses ehrServerAccesses(
            SmartKeys ehrSmartKeys, SslBundles bundles, InstantSource clock) {
        return new ServerAccesses(ehrSmartKeys, bundles, clock);
    }

    @Bean
    SmartKeyController ehrSmartKeyController(
            SmartKeys ehrSmartKeys, AuditLog audit, InstantSource clock) {
        return new SmartKeyController(ehrSmartKeys, audit, clock);
    }

    /** Servers that check our assertions have no token of ours. */
    @Bean
    PublicPath ehrSmartKeysPath() {
        return new PublicPath(SmartKeyController.JWKS);
    }
}
