package org.vitalwire.alert.page;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.episode.RejectReason;
import org.vitalwire.alert.page.PageQueries.PersonsPage;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** The caller's own pages. A page of another person is not there. */
@RestController
@RequestMapping("/api/v1/pages")
@Tag(name = "pages")
class PageController {

    private static final String CARERS = "hasAnyRole('CLINICIAN', 'CHARGE_NURSE')";
    private static final String VERSION =
            "`version` is that of the page which the person saw; alerts that were added later are"
                    + " left alone. Without it: all that is on it now.";

    /** Why a page is not taken on. */
    record Rejection(@Nullable String reason) {}

    private final PageQueries queries;
    private final PageReceipts receipts;
    private final AuditLog audit;
    private final InstantSource clock;

    PageController(
            PageQueries queries, PageReceipts receipts, AuditLog audit, InstantSource clock) {
        this.queries = queries;
        this.receipts = receipts;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(CARERS)
    @Operation(
            summary = "The caller's pages, the newest first",
            description =
                    "`person` is `me`. `state`: open (default; all that waits for an answer,"
                            + " received or not), received, answered, withdrawn, unreachable, all.")
    List<PageView> list(
            Caller caller,
            @RequestParam(defaultValue = "me") String person,
            @RequestParam(defaultValue = "open") String state) {
        if (!person.equals("me") && !person.equals(caller.subject())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "NOT_YOUR_PAGES", "Pages are shown to their person.");
        }
        audit.phiRead(caller, "pages");
        return switch (state) {
            case "open" -> queries.waitingFor(caller.subject());
            case "all" -> queries.ofPerson(caller.subject(), Arrays.asList(PageState.values()));
            default ->
                    queries.ofPerson(
                            caller.subject(),
                            List.of(
                                    PageState.find(state)
                                            .orElseThrow(PageController::noSuchState)));
        };
    }

    @PostMapping("/{id}/receipt")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "The caller's console shows the page",
            description = "Idempotent. Other ways of telling the person are not tried then.")
    ResponseEntity<Void> receipt(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version) {
        PageView page = own(caller, id);
        receipts.shown(UUID.fromString(page.id()), seen(page, version), clock.instant());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/accept")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Take on all alerts of the page",
            description =
                    "Each as by `POST /api/v1/alerts/{id}/accept`: whoever was first stays the one."
                            + " One that has become more urgent since the page is left alone. "
                            + VERSION)
    PageView accept(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version) {
        PageView page = own(caller, id);
        UUID pageId = UUID.fromString(page.id());
        int seen = seen(page, version);
        receipts.shown(pageId, seen, clock.instant());
        receipts.accept(pageId, seen, caller.subject());
        audit.action(caller, "accept", "page/" + page.id());
        return own(caller, id);
    }

    @PostMapping("/{id}/reject")
    @PreAuthorize(CARERS)
    @Operation(
            summary = "Take on none of the alerts of the page: the next person is called at once",
            description =
                    "Body: `{\"reason\"}`, one of busy, not-mine, off-duty, other. " + VERSION)
    PageView reject(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestBody Rejection rejection) {
        RejectReason reason =
                Optional.ofNullable(rejection.reason())
                        .flatMap(RejectReason::ofCode)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        "UNKNOWN_REASON",
                                        "reason is one of busy, not-mine, off-duty, other."));
        PageView page = own(caller, id);
        UUID pageId = UUID.fromString(page.id());
        int seen = seen(page, version);
        receipts.shown(pageId, seen, clock.instant());
        receipts.reject(pageId, seen, caller.subject(), reason);
        audit.action(caller, "reject", "page/" + page.id());
        return own(caller, id);
    }

    private PageView own(Caller caller, String id) {
        return parse(id)
                .flatMap(queries::find)
                .filter(page -> page.person().equals(caller.subject()))
                .map(PersonsPage::page)
                .orElseThrow(() ->
                        new ApiProblem(HttpStatus.NOT_FOUND, "PAGE_NOT_FOUND", "No such page."));
    }

    private static int seen(PageView page, @Nullable Integer version) {
        return version == null ? page.version() : version;
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ApiProblem noSuchState() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "UNKNOWN_STATE",
                "state is one of open, received, answered, withdrawn, unreachable, all.");
    }
}
