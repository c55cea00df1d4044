package org.vitalwire.alert.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.api.Alert.Acknowledgement;
import org.vitalwire.alert.api.Alert.EvidenceItem;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.EscalationPlans;
import org.vitalwire.alert.episode.Facts;
import org.vitalwire.alert.episode.KnownFinding;
import org.vitalwire.alert.episode.Responsibility;
import org.vitalwire.alert.page.PageQueries;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.kit.census.CensusDirectory;

/** Episodes and findings as clients see them, with name, bed and pages of this moment. */
public final class AlertViews {

    private final CensusDirectory census;
    private final EscalationPlans plans;
    private final PageQueries pages;

    public AlertViews(CensusDirectory census, EscalationPlans plans, PageQueries pages) {
        this.census = census;
        this.plans = plans;
        this.pages = pages;
    }

    public Alert of(Episode episode) {
        return of(List.of(episode)).getFirst();
    }

    /** In the same order; the pages of all of them are read at once. */
    public List<Alert> of(List<Episode> episodes) {
        Map<EpisodeId, PageQueries.OfAlert> known =
                pages.of(episodes.stream().map(episode -> episode.facts().id()).toList());
        return episodes.stream()
                .map(episode ->
                        of(
                                episode,
                                known.getOrDefault(episode.facts().id(), PageQueries.OfAlert.NONE)))
                .toList();
    }

    private Alert of(Episode episode, PageQueries.OfAlert paged) {
        Facts facts = episode.facts();
        Optional<CensusEntry> patient = census.find(facts.patientId());
        return new Alert(
                facts.id().toString(),
                facts.version(),
                facts.patientId().value(),
                facts.condition(),
                facts.title(),
                facts.detail(),
                facts.priority().code(),
                episode.isOpen() ? "open" : "resolved",
                episode.isConditionActive(),
                facts.startedAt(),
                facts.raisedAt(),
                facts.updatedAt(),
                episode.conditionEndedAt().orElse(null),
                resolvedAt(episode),
                resolvedBy(episode),
                acknowledgement(episode.responsibility()),
                HandlingViews.rejections(episode),
                HandlingViews.signal(episode),
                HandlingViews.call(episode, plans),
                episode.handling().remindAt().orElse(null),
                HandlingViews.disposition(episode),
                facts.retrospective(),
                facts.synthetic(),
                patient.flatMap(CensusEntry::careUnit).orElse(null),
                patient.flatMap(CensusEntry::bed).orElse(null),
                patient.flatMap(CensusEntry::displayName).orElse(null),
                facts.traceId().orElse(null),
                paged.pages(),
                paged.bundle().orElse(null),
                evidence(facts.evidence()));
    }

    FindingView of(KnownFinding known) {
        Finding finding = known.latest();
        return new FindingView(
                finding.findingId(),
                known.episodeId().toString(),
                finding.patientId().value(),
                finding.condition(),
                finding.phase().name().toLowerCase(java.util.Locale.ROOT),
                finding.priority().code(),
                finding.title(),
                finding.detail(),
                finding.startedAt(),
                finding.at(),
                finding.receivedAt(),
                known.recordedAt(),
                finding.retrospective(),
                finding.synthetic(),
                finding.messageId(),
                known.traceId().orElse(null),
                evidence(finding.evidence()));
    }

    private static @Nullable Instant resolvedAt(Episode episode) {
        return episode instanceof Episode.Resolved resolved ? resolved.resolvedAt() : null;
    }

    private static @Nullable String resolvedBy(Episode episode) {
        return episode instanceof Episode.Resolved resolved
                ? resolved.resolvedBy().orElse(null)
                : null;
    }

    private static @Nullable Acknowledgement acknowledgement(Responsibility responsibility) {
        return switch (responsibility) {
            case Responsibility.AcceptedBy accepted ->
                    new Acknowledgement(accepted.by(), accepted.at());
            case Responsibility.Undefined _, Responsibility.RejectedBy _ -> null;
        };
    }

    private static List<EvidenceItem> evidence(List<Finding.Evidence> evidence) {
        return evidence.stream().map(AlertViews::item).toList();
    }

    private static EvidenceItem item(Finding.Evidence evidence) {
        CatalogueEntry entry = evidence.sign().entry();
        String text = entry.format(evidence.value());
        Object value = entry.kind() == CatalogueEntry.Kind.CODED ? text : new BigDecimal(text);
        return new EvidenceItem(evidence.sign().code(), value, entry.unit(), evidence.measuredAt());
    }
}
