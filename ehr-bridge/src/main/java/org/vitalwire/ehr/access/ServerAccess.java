package org.vitalwire.ehr.access;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.ssl.SslBundle;

/**
 * The way to one FHIR server: a connection that shows our certificate where one is wanted, requests
 * that say who we are, and a second try with a new token when the first was not taken. Safe to
 * share between threads.
 */
public final class ServerAccess implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int UNAUTHORIZED = 401;

    private final Credential credential;
    private volatile HttpClient http;

    /**
     * @param credential given the connection, which changes when a certificate is renewed
     */
    ServerAccess(Optional<SslBundle> tls, Function<Supplier<HttpClient>, Credential> credential) {
        this.http = client(tls);
        this.credential = credential.apply(() -> http);
    }

    /** To a server that asks for nothing. */
    public static ServerAccess anonymous() {
        return new ServerAccess(Optional.empty(), http -> new Credential.None());
    }

    private static HttpClient client(Optional<SslBundle> tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        tls.ifPresent(bundle -> builder.sslContext(bundle.createSslContext()));
        return builder.build();
    }

    /** A certificate was renewed in its file. */
    void renewed(SslBundle bundle) {
        HttpClient old = http;
        http = client(Optional.of(bundle));
        // What is under way ends in peace.
        old.shutdown();
    }

    /**
     * Sends what the builder makes, with our credential. Where the server does not take that (401)
     * and another can be had, once more: nothing of the first was done.
     *
     * @throws NotAdmittedException if there was nothing to show, and nothing was sent
     */
    public <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Optional<String> shown = credential.authorization();
        HttpResponse<T> response = http.send(with(request, shown), handler);
        if (response.statusCode() != UNAUTHORIZED
                || shown.isEmpty()
                || !credential.refused(shown.get())) {
            return response;
        }
        return http.send(with(request, credential.authorization()), handler);
    }

    private static HttpRequest with(HttpRequest.Builder request, Optional<String> authorization) {
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        return request.build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
