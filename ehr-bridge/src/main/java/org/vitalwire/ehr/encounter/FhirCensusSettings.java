package org.vitalwire.ehr.encounter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.ehr.access.AccessSettings;

/**
 * Where the census is read from.
 *
 * @param url base URL of a FHIR R4 server; empty: nothing is read
 * @param access how we show it who we are
 * @param interval between two looks for what is new
 * @param overlap how far each look goes behind the last: what a server saves at the same time does
 *     not become visible in the order of {@code _lastUpdated}
 * @param pageSize encounters asked for at once
 * @param pagesPerLook at most; the next look goes on from there
 * @param patientIdentifierSystem system of the identifiers that are patient ids here; empty: the
 *     logical ids of the server
 * @param classes of encounters (v3-ActCode) whose patients are here
 * @param units care units by the name of the ward's Location where the two differ
 * @param subscription by which the server wakes us between two looks
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.census-fhir")
public record FhirCensusSettings(
        @NotNull @DefaultValue("") String url,
        @NotNull @Valid @DefaultValue AccessSettings access,
        @NotNull @DefaultValue("30s") Duration interval,
        @NotNull @DefaultValue("2m") Duration overlap,
        @Min(1) @Max(1_000) @DefaultValue("100") int pageSize,
        @Min(1) @DefaultValue("100") int pagesPerLook,
        @NotNull @DefaultValue("30s") Duration requestTimeout,
        @NotNull @DefaultValue("") String patientIdentifierSystem,
        @DefaultValue({"IMP", "ACUTE", "NONAC", "EMER", "OBSENC"}) Set<String> classes,
        @DefaultValue Map<String, String> units,
        @NotNull @Valid @DefaultValue SubscriptionSettings subscription) {

    public FhirCensusSettings {
        classes = Set.copyOf(classes);
        units = Map.copyOf(units);
    }

    /** Without a slash at the end. */
    Optional<String> baseUrl() {
        return url.isBlank() ? Optional.empty() : Optional.of(url.strip().replaceFirst("/+$", ""));
    }
}
