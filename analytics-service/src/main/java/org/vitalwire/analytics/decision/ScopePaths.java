package org.vitalwire.analytics.decision;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Care units are called as a hospital calls them: {@code ICU/2}, {@code Ward 50 %}. In the path of
 * a scope, and there only, a slash and a percent sign may be encoded; they stay part of the name,
 * as paths are matched before they are decoded.
 */
@Configuration(proxyBeanMethods = false)
class ScopePaths {

    private static final String POLICIES = "/api/v1/policies/";

    /** Tomcat leaves it alone; who must not send it is told so by the firewall. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory ->
                factory.addConnectorCustomizers(connector ->
                        connector.setEncodedSolidusHandling(
                                EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Bean
    HttpFirewall scopePathFirewall() {
        StrictHttpFirewall strict = new StrictHttpFirewall();
        StrictHttpFirewall ofScopes = new StrictHttpFirewall();
        ofScopes.setAllowUrlEncodedSlash(true);
        ofScopes.setAllowUrlEncodedDoubleSlash(true);
        ofScopes.setAllowUrlEncodedPercent(true);
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                boolean ofScope = request.getRequestURI().startsWith(POLICIES);
                return (ofScope ? ofScopes : strict).getFirewalledRequest(request);
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return strict.getFirewalledResponse(response);
            }
        };
    }
}
