package org.vitalwire.ehr.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who receives ORU^R01, and how we call ourselves.
 *
 * @param host where it listens for MLLP; empty for nobody
 * @param tls name of a bundle ({@code spring.ssl.bundle.*}) with our certificate and whom we trust;
 *     none where MLLP goes in the clear
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param assigningAuthority of patient ids, in PID-3.4
 */
public record OruSettings(
        @NotNull @DefaultValue("") String host,
        @Min(1) @Max(65_535) @DefaultValue("2575") int port,
        Optional<String> tls,
        @NotBlank @DefaultValue("VITALWIRE") String sendingApplication,
        @NotNull @DefaultValue("") String sendingFacility,
        @NotNull @DefaultValue("") String receivingApplication,
        @NotNull @DefaultValue("") String receivingFacility,
        @NotNull @DefaultValue("") String assigningAuthority) {

    static final OruSettings NONE =
            new OruSettings("", 2575, Optional.empty(), "VITALWIRE", "", "", "", "");
}
