package org.vitalwire.gateway.codec.hl7;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How HL7 v2 messages are read.
 *
 * @param zone of time stamps that name no offset, where MSH-7 names none either; a region such as
 *     {@code Europe/Berlin} knows summer time
 * @param comparePatient whether a patient named in PID-3 is compared with the ledger's, and a
 *     difference told; off where the hospital's messages carry another kind of number
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.hl7")
public record Hl7Settings(
        @DefaultValue("UTC") ZoneId zone, @DefaultValue("true") boolean comparePatient) {}
