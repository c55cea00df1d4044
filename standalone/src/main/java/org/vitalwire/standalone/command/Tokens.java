package org.vitalwire.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.vitalwire.embedded.InfrastructureException;
import org.vitalwire.standalone.login.Clients;
import org.vitalwire.standalone.run.Secrets;
import tools.jackson.databind.json.JsonMapper;

/** Gets tokens of any role from the embedded provider, by the secret in the data directory. */
public final class Tokens {

    private final URI url;
    private final Secrets secrets;

    public Tokens(URI url, Secrets secrets) {
        this.url = url;
        this.secrets = secrets;
    }

    public String of(String role) {
        String credentials = Clients.CLI_ID + ":" + secrets.obtain(Clients.CLI_SECRET);
        String form =
                "grant_type=client_credentials&scope="
                        + URLEncoder.encode(Clients.ROLE_SCOPE + role, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        credentials.getBytes(
                                                                StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new InfrastructureException(
                        "no token for role " + role + ": HTTP " + response.statusCode());
            }
            return JsonMapper.shared().readTree(response.body()).get("access_token").asString();
        } catch (IOException e) {
            throw new InfrastructureException("no token: " + url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted", e);
        }
    }
}
