package org.vitalwire.gateway.enrolment;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.device.DeviceDesk;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.Enrolment;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.security.PublicPath;

/** Claims, renewal, expiry. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnrolmentSettings.class)
@Import(EnrolmentController.class)
public class EnrolmentConfiguration {

    @Bean
    PublicPath gatewayEnrolmentPath() {
        return new PublicPath(EnrolmentController.ENROLMENTS);
    }

    @Bean
    PublicPath gatewayRenewalPath() {
        return new PublicPath(EnrolmentController.RENEWALS);
    }

    @Bean
    FilterRegistrationBean<SmallBodies> gatewayEnrolmentSmallBodies() {
        FilterRegistrationBean<SmallBodies> filter =
                new FilterRegistrationBean<>(new SmallBodies());
        filter.addUrlPatterns(EnrolmentController.ENROLMENTS, EnrolmentController.RENEWALS);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    Attempts gatewayEnrolmentAttempts(EnrolmentSettings settings, InstantSource clock) {
        return new Attempts(settings.attemptsPerMinute(), Duration.ofMinutes(1), clock);
    }

    @Bean
    Claims gatewayClaims(
            ServiceDatabase gatewayDatabase,
            DeviceDesk desk,
            Enrolment enrolment,
            CertificateAuthority authority,
            EnrolmentSettings settings,
            InstantSource clock) {
        return new Claims(
                new ClaimStore(gatewayDatabase), desk, enrolment, authority, settings, clock);
    }

    @Bean
    Renewals gatewayRenewals(
            DeviceRegistry registry,
            DeviceDesk desk,
            Enrolment enrolment,
            CertificateAuthority authority,
            EnrolmentSettings settings,
            InstantSource clock) {
        return new Renewals(
                registry,
                desk,
                enrolment,
                authority,
                new Attempts(settings.renewalsPerHour(), Duration.ofHours(1), clock),
                clock);
    }

    @Bean
    ExpiryWatch gatewayExpiryWatch(
            ServiceDatabase gatewayDatabase,
            DeviceEvents events,
            EnrolmentSettings settings,
            InstantSource clock) {
        return new ExpiryWatch(
                new ExpiryStore(gatewayDatabase), events, settings.expiryInterval(), clock);
    }
}
