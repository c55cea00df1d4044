package org.vitalwire.gateway.certificate;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The authority and the gateway's TLS identity. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CertificateSettings.class)
public class CertificateConfiguration {

    @Bean
    CertificateAuthority gatewayCertificateAuthority(
            CertificateSettings settings, InstantSource clock) {
        return new CertificateAuthority(settings, clock);
    }

    @Bean
    RevocationLists gatewayRevocationLists(
            CertificateSettings settings, CertificateAuthority authority, InstantSource clock) {
        return new RevocationLists(settings.revocationLists(), authority.trusted(), clock);
    }

    @Bean
    TlsIdentity gatewayTlsIdentity(CertificateAuthority authority, MeterRegistry meters) {
        return TlsIdentity.of(
                authority.server(),
                authority.trusted(),
                meters.counter("vitalwire.gateway.certificates.refused"));
    }
}
