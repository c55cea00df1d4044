package org.vitalwire.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;

/** The alert service as a process that a test kills, with a channel to the test. */
public final class KillableAlertService {

    private KillableAlertService() {}

    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {AlertApplication.class, ToTheTest.class}, args);
    }

    @Configuration(proxyBeanMethods = false)
    static class ToTheTest {

        @Bean
        Channel channelToTheTest(@Value("${test.receiver}") URI receiver) {
            return new HttpToTheTest(receiver);
        }
    }

    private record HttpToTheTest(URI receiver, HttpClient http) implements Channel {

        HttpToTheTest(URI receiver) {
            this(receiver, HttpClient.newHttpClient());
        }

        @Override
        public String name() {
            return "first";
        }

        @Override
        public Outcome send(Message message, String address) throws InterruptedException {
            try {
                String said = message.deliveryId() + " " + message.pageId();
                HttpRequest request =
                        HttpRequest.newBuilder(receiver)
                                .timeout(Duration.ofSeconds(5))
                                .POST(HttpRequest.BodyPublishers.ofString(said))
                                .build();
                int status =
                        http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                return status == 200
                        ? new Outcome.Received()
                        : new Outcome.Later(Duration.ZERO, "http-" + status);
            } catch (IOException e) {
                return new Outcome.Later(Duration.ZERO, "unreachable");
            }
        }
    }
}
