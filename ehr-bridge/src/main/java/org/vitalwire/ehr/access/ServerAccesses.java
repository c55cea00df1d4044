package org.vitalwire.ehr.access;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Opens the ways to FHIR servers: of targets, and of whatever else is read. */
public final class ServerAccesses {

    private static final Logger log = LoggerFactory.getLogger(ServerAccesses.class);

    private final SmartKeys keys;
    private final SslBundles bundles;
    private final InstantSource clock;

    ServerAccesses(SmartKeys keys, SslBundles bundles, InstantSource clock) {
        this.keys = keys;
        this.bundles = bundles;
        this.clock = clock;
    }

    /**
     * @param baseUrl of the FHIR server, without a slash at the end
     * @return opens a new one each time
     * @throws IllegalArgumentException for SMART without keys
     * @throws org.springframework.boot.ssl.NoSuchSslBundleException for a bundle that is not there
     */
    public Supplier<ServerAccess> to(String baseUrl, AccessSettings settings) {
        Optional<SslBundle> tls =
                settings.tlsBundle().isEmpty()
                        ? Optional.empty()
                        : Optional.of(bundles.getBundle(settings.tlsBundle()));
        if (settings.smart().isConfigured() && !keys.isConfigured()) {
            throw new IllegalArgumentException(
                    "smart.client-id needs keys: set vitalwire.ehr.smart-keys.file");
        }
        if (baseUrl.startsWith("http:") && settings.isSecret()) {
            log.atWarn()
                    .log(
                            "a token or password goes to a FHIR server over a connection that is not encrypted");
        }
        return () -> {
            ServerAccess access =
                    new ServerAccess(tls, http -> credential(baseUrl, settings, http));
            // Only with reload-on-update is there ever news.
            tls.ifPresent(bundle ->
                    bundles.addBundleUpdateHandler(settings.tlsBundle(), access::renewed));
            return access;
        };
    }

    private Credential credential(
            String baseUrl, AccessSettings settings, Supplier<HttpClient> http) {
        if (settings.smart().isConfigured()) {
            return new SmartTokens(settings.smart(), baseUrl, keys, http, clock);
        }
        if (settings.basic().isConfigured()) {
            return Credential.Fixed.basic(settings.basic());
        }
        return settings.bearerToken().isEmpty()
                ? new Credential.None()
                : Credential.Fixed.bearer(settings.bearerToken());
    }
}
