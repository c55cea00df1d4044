package org.vitalwire.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.vitalwire.testkit.TestTokens;

/** What a running service says of itself, over HTTP. */
public final class ServiceMeters {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpRequest request;

    /**
     * @param url of the service, without a path
     */
    public ServiceMeters(String url) {
        request =
                HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + TestTokens.shared().token("operator"))
                        .build();
    }

    /** Sum over all series of the meter; 0 when there is none yet. */
    public double sum(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("meters are refused with " + answer.statusCode());
        }
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
