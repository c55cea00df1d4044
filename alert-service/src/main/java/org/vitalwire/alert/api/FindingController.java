package org.vitalwire.alert.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.episode.KnownFinding;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** Findings behind the alerts. */
@RestController
@RequestMapping("/api/v1/findings")
@PreAuthorize(AlertController.READERS)
@Tag(name = "findings")
class FindingController {

    private static final int MOST = 1_000;

    private final EpisodeQueries queries;
    private final PatientScope scope;
    private final AlertViews views;
    private final AuditLog audit;

    FindingController(
            EpisodeQueries queries, PatientScope scope, AlertViews views, AuditLog audit) {
        this.queries = queries;
        this.scope = scope;
        this.views = views;
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "Findings, each as its newest phase told it; the newest first")
    List<FindingView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String patient,
            @RequestParam(defaultValue = "100") int limit) {
        List<KnownFinding> found =
                queries.findings(scope.of(caller, patient), Math.clamp(limit, 1, MOST));
        found.stream()
                .map(known -> known.latest().patientId())
                .distinct()
                .forEach(id -> audit.phiRead(caller, "findings", id));
        return found.stream().map(views::of).toList();
    }

    @GetMapping("/count")
    @Operation(summary = "How many findings there were")
    Map<String, Long> count(
            Caller caller, @RequestParam(required = false) @Nullable String patient) {
        return Map.of("findings", queries.countFindings(scope.of(caller, patient)));
    }
}
