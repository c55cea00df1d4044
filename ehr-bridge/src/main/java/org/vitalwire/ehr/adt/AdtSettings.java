package org.vitalwire.ehr.adt;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The receiver of admission messages.
 *
 * @param enabled whether it listens
 * @param host address to listen on; the default is this machine only, as without TLS everybody who
 *     reaches the port can discharge patients
 * @param port 0 for any free one
 * @param sslBundle Spring's SSL bundle with our certificate and those that senders must show;
 *     empty: MLLP in the clear
 * @param senders allowed ones, as MSH-3, or MSH-3 and MSH-4 with {@code |} between; empty: all
 * @param patientAuthority assigning authority (CX-4.1 or CX-4.2) of the identifiers that are
 *     patient ids here; empty: the only identifier, or the only one of the type MR
 * @param units care units by the point of care (PV1-3.1) where the two have different names
 * @param zone of times that name no offset
 * @param maximumFrame a larger message ends the connection
 * @param maximumConnections of all senders together
 * @param idleTimeout a connection on which nothing comes for so long is closed
 * @param keep how long answered messages are known and bad ones wait for a person
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.adt")
public record AdtSettings(
        @DefaultValue("false") boolean enabled,
        @NotBlank @DefaultValue("127.0.0.1") String host,
        @Min(0) @Max(65_535) @DefaultValue("2576") int port,
        @DefaultValue("") String sslBundle,
        @DefaultValue Set<String> senders,
        @DefaultValue("") String patientAuthority,
        @DefaultValue Map<String, String> units,
        @NotNull @DefaultValue("UTC") ZoneId zone,
        @NotNull @DefaultValue("1MB") DataSize maximumFrame,
        @Min(1) @Max(1_000) @DefaultValue("16") int maximumConnections,
        @NotNull @DefaultValue("1h") Duration idleTimeout,
        @NotNull @DefaultValue("30d") Duration keep) {

    public AdtSettings {
        senders = Set.copyOf(senders);
        units = Map.copyOf(units);
    }
}
