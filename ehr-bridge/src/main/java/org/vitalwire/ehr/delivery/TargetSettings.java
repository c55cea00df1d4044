package org.vitalwire.ehr.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;

/**
 * Somebody who is delivered to: a FHIR server, a receiver of HL7 v2, or files.
 *
 * @param url base URL; empty means that nothing is delivered and {@code /fhir} alone has it all
 * @param ids who chooses resource ids
 * @param createPatients whether a patient whom the server does not have is created there; one that
 *     it has is never changed
 * @param bundleSize Observations in one transaction
 * @param inFlight bundles that are on their way at once, each of other patients
 * @param requestsPerSecond to this server at most, of all kinds; 0: as fast as it answers
 * @param pollInterval pause while there is nothing to deliver
 * @param requestTimeout after which the outcome of a request counts as unknown
 * @param longestBackOff between attempts while the server is away
 * @param kinds what it gets, of what it offers to take. Vital signs and their devices, and alerts
 *     as part of the record; not Tasks, which are work in somebody's list over there beside the
 *     alert that is in hand here, and not metrics, which most records have no use for. An ORU
 *     target takes Observations alone
 * @param type in which way it is delivered to
 * @param backlogLinesPerSecond of what has been due for more than ten minutes, at most: a record
 *     that comes back is not to slow down what is live, there or here
 */
public record TargetSettings(
        @NotNull @Pattern(regexp = "|https?://.+") @DefaultValue("") String url,
        @NotNull @DefaultValue("auto") Ids ids,
        @DefaultValue("true") boolean createPatients,
        @Min(1) @Max(1000) @DefaultValue("100") int bundleSize,
        @Min(1) @Max(DeliveryLedger.LANES) @DefaultValue("8") int inFlight,
        @PositiveOrZero @DefaultValue("0") double requestsPerSecond,
        @NotNull @DefaultValue("1s") Duration pollInterval,
        @NotNull @DefaultValue("30s") Duration requestTimeout,
        @NotNull @DefaultValue("1m") Duration longestBackOff,
        @NotEmpty @DefaultValue({"OBSERVATION", "DEVICE", "FLAG", "COMMUNICATION"})
                Set<ChartKind> kinds,
        @NotNull @DefaultValue("fhir") Type type,
        @NotNull @Valid @DefaultValue OruSettings oru,
        @NotNull @Valid @DefaultValue NdjsonSettings ndjson,
        @Positive @DefaultValue("" + BACKLOG_LINES_PER_SECOND) double backlogLinesPerSecond) {

    /** A day of a hundred patients in 40 minutes, at a third of a core. */
    private static final int BACKLOG_LINES_PER_SECOND = 300;

    @ConstructorBinding
    public TargetSettings {
        kinds = Set.copyOf(kinds);
    }

    /** A FHIR server. */
    public TargetSettings(
            String url,
            Ids ids,
            boolean createPatients,
            int bundleSize,
            int inFlight,
            double requestsPerSecond,
            Duration pollInterval,
            Duration requestTimeout,
            Duration longestBackOff,
            Set<ChartKind> kinds) {
        this(
                url,
                ids,
                createPatients,
                bundleSize,
                inFlight,
                requestsPerSecond,
                pollInterval,
                requestTimeout,
                longestBackOff,
                kinds,
                Type.FHIR,
                OruSettings.NONE,
                NdjsonSettings.NONE,
                BACKLOG_LINES_PER_SECOND);
    }

    /** In which way a target is delivered to. */
    public enum Type {
        FHIR,
        /** HL7 v2 ORU^R01 over MLLP. */
        ORU,
        /** Files of a resource a line. */
        NDJSON
    }

    /** Who chooses resource ids. */
    public enum Ids {
        /** By the server's capability statement: ours where it lets clients choose. */
        AUTO,
        /** Ours: every delivery is a PUT, and repeating it changes nothing. */
        CLIENT,
        /** The server's: looked for by identifier before anything is created. */
        SERVER
    }

    /** Whether it says where to. */
    public boolean isConfigured() {
        return switch (type) {
            case FHIR -> !url.isEmpty();
            case ORU -> !oru.host().isEmpty();
            case NDJSON -> !ndjson.directory().isEmpty();
        };
    }

    /** Where it is; two targets of one place would come into each other's way. */
    Optional<String> place() {
        return switch (type) {
            case FHIR -> baseUrl();
            case ORU ->
                    isConfigured()
                            ? Optional.of("mllp://" + oru.host() + ":" + oru.port())
                            : Optional.empty();
            case NDJSON ->
                    isConfigured()
                            ? Optional.of(
                                    "file:"
                                            + Path.of(ndjson.directory())
                                                    .toAbsolutePath()
                                                    .normalize())
                            : Optional.empty();
        };
    }

    /** Without a slash at the end. */
    Optional<String> baseUrl() {
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }
}
