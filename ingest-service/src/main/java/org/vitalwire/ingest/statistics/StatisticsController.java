package org.vitalwire.ingest.statistics;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.vitals.SignsParameter;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.ingest.vitals.UnitPatients;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Statistics of the patients who are in a unit now, over HTTP. */
@RestController
class StatisticsController {

    private final UnitPatients patients;
    private final StatisticsReader reader;
    private final StatisticsSettings settings;
    private final AuditLog audit;
    private final InstantSource clock;

    StatisticsController(
            UnitPatients patients,
            StatisticsReader reader,
            StatisticsSettings settings,
            AuditLog audit,
            InstantSource clock) {
        this.patients = patients;
        this.reader = reader;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Time in, below and above a range; both ends are in it, and one of them may be missing. */
    @GetMapping("/api/v1/units/{unit}/statistics")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    SignStatistics statistics(
            Caller caller,
            @PathVariable String unit,
            @RequestParam String sign,
            @RequestParam(required = false) @Nullable String low,
            @RequestParam(required = false) @Nullable String high,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var ofUnit = patients.of(caller, unit);
        VitalSign measured = SignsParameter.one(sign);
        if (measured.entry().kind() == CatalogueEntry.Kind.CODED) {
            throw bad("NOT_A_QUANTITY", "The sign has letters for values, and no range.");
        }
        double lowest = low == null ? Double.NEGATIVE_INFINITY : number("low", low);
        double highest = high == null ? Double.POSITIVE_INFINITY : number("high", high);
        if ((low == null && high == null) || lowest > highest) {
            throw bad("BAD_LIMITS", "'low' or 'high' or both, and 'low' not above 'high'.");
        }
        TimeRange range = range(from, to);
        audit.phiRead(caller, "statistics.sign");
        return SignStatistics.of(
                unit,
                measured.code(),
                range.from(),
                range.to(),
                ofUnit.stream()
                        .map(entry ->
                                SignStatistics.OfPatient.of(
                                        entry.patientId().value(),
                                        reader.timeInRange(
                                                entry.patientId(),
                                                measured,
                                                lowest,
                                                highest,
                                                range,
                                                settings.longestHold())))
                        .toList());
    }

    /** Time with a score of {@code from-total} or more. */
    @GetMapping("/api/v1/units/{unit}/score-statistics")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    ScoreStatistics scoreStatistics(
            Caller caller,
            @PathVariable String unit,
            @RequestParam(defaultValue = "news2") String score,
            @RequestParam("from-total") String fromTotal,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var ofUnit = patients.of(caller, unit);
        int atLeast = (int) number("from-total", fromTotal);
        TimeRange range = range(from, to);
        audit.phiRead(caller, "statistics.score");
        return ScoreStatistics.of(
                unit,
                score,
                atLeast,
                range.from(),
                range.to(),
                ofUnit.stream()
                        .map(entry ->
                                ScoreStatistics.OfPatient.of(
                                        entry.patientId().value(),
                                        reader.scoreTime(entry.patientId(), score, atLeast, range)))
                        .toList());
    }

    /** Ends now at the latest: what is still to come is not known. */
    private TimeRange range(@Nullable String from, @Nullable String to) {
        Instant now = clock.instant();
        TimeRange asked =
                TimeRange.of(from, to, now, settings.defaultRange(), settings.longestRange());
        if (!asked.from().isBefore(now)) {
            throw bad("BAD_RANGE", "'from' must be in the past.");
        }
        return asked.to().isAfter(now) ? new TimeRange(asked.from(), now) : asked;
    }

    private static double number(String name, String text) {
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number) && Math.abs(number) < 1e9) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw bad("BAD_LIMITS", "'%s' must be a number.".formatted(name));
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
