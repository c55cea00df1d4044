package org.vitalwire.alert.channel.pcd;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The hospital's alert manager. Without a host the channel is not there.
 *
 * @param host where it listens for MLLP
 * @param port of it
 * @param tls name of a bundle ({@code spring.ssl.bundle.*}) with our certificate and whom we trust;
 *     none where MLLP goes in the clear
 * @param listenHost address to listen on for its status reports
 * @param listenPort to listen on, 0 for any free one; none where it reports nothing
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 */
@Validated
@ConfigurationProperties("vitalwire.alert.channel.pcd-04")
record Pcd04Settings(
        @DefaultValue("") String host,
        @Min(1) @Max(65_535) @DefaultValue("2575") int port,
        Optional<String> tls,
        @NotBlank @DefaultValue("127.0.0.1") String listenHost,
        Optional<@Min(0) @Max(65_535) Integer> listenPort,
        @NotBlank @DefaultValue("VITALWIRE") String sendingApplication,
        @NotNull @DefaultValue("") String sendingFacility,
        @NotNull @DefaultValue("") String receivingApplication,
        @NotNull @DefaultValue("") String receivingFacility) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    @AssertTrue(
            message =
                    "tls must be set where listen-host is not this machine: who connects may accept")
    boolean isListenerProtected() {
        return listenPort.isEmpty() || tls.isPresent() || THIS_MACHINE.contains(listenHost);
    }
}
