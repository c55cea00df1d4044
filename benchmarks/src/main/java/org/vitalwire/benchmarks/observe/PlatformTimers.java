package org.vitalwire.benchmarks.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vitalwire.simulator.platform.Role;
import org.vitalwire.simulator.platform.TokenSource;

/** The platform's own account of a timer, over about its last two minutes. */
public final class PlatformTimers {

    private final URI base;
    private final TokenSource tokens;

    public PlatformTimers(URI base, TokenSource tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    /**
     * Quantile (0.5, 0.99, ...) to seconds; empty when the platform does not say.
     *
     * @param timer in Micrometer's spelling, {@code vitalwire.publish.to.store}
     */
    public Map<Double, Double> quantiles(String timer) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/actuator/prometheus"))
                        .header("Authorization", "Bearer " + tokens.token(Role.OPERATOR))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? quantiles(response.body(), timer) : Map.of();
        }
    }

    static Map<Double, Double> quantiles(String page, String timer) {
        Matcher lines =
                Pattern.compile(
                                "^"
                                        + timer.replace('.', '_')
                                        + "_seconds\\{.*?quantile=\"([0-9.]+)\".*?} (\\S+)$",
                                Pattern.MULTILINE)
                        .matcher(page);
        Map<Double, Double> quantiles = new TreeMap<>();
        while (lines.find()) {
            double value = Double.parseDouble(lines.group(2));
            // Several series of one timer: the slowest speaks for all.
            quantiles.merge(Double.parseDouble(lines.group(1)), value, Math::max);
        }
        return quantiles;
    }
}
