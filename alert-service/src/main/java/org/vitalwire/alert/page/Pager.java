package org.vitalwire.alert.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vitalwire.alert.episode.Call;
import org.vitalwire.alert.episode.CallTarget;
import org.vitalwire.alert.episode.Change;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.Responsibility.Rejection;
import org.vitalwire.alert.ledger.DeliveryPlanner;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.OperationsKind;
import org.vitalwire.alert.page.PageTable.Listing;
import org.vitalwire.alert.page.PageTable.NewPage;
import org.vitalwire.alert.person.PageBudget;
import org.vitalwire.alert.person.PageBudget.Verdict;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;

/**
 * Makes pages of calls, and ends pages that nobody has to answer any more, in the transaction of
 * the change: a call that was committed has its pages. All such transactions are one after the
 * other here, under the lock of the event counter.
 */
final class Pager implements DeliveryPlanner {

    private static final String LAST_RESORT = "last-resort";
    private static final String NAMED = "person";

    private final PageTable pages;
    private final CallList callList;
    private final Ways ways;
    private final PageBudget budget;
    private final OperationsAlerts operations;
    private final PageMetrics metrics;
    private final PagingSettings settings;
    private final List<String> lastResort;

    Pager(
            PageTable pages,
            CallList callList,
            Ways ways,
            PageBudget budget,
            OperationsAlerts operations,
            PageMetrics metrics,
            PagingSettings settings,
            LastResort lastResort) {
        this.pages = pages;
        this.callList = callList;
        this.ways = ways;
        this.budget = budget;
        this.operations = operations;
        this.metrics = metrics;
        this.settings = settings;
        this.lastResort = lastResort.lastResort();
    }

    @Override
    public void plan(long eventId, Change change) {
        change.call().ifPresent(call -> call(eventId, change, call));
        Episode episode = change.after();
        switch (change.transition()) {
            case REJECTED ->
                    pages.answered(episode.facts().id(), change.by().orElseThrow(), change.at());
            case ACKNOWLEDGED, RESOLVED, HANDED_OVER, PAUSED, SWITCHED_OFF ->
                    pages.end(episode.facts().id(), change.by(), change.at());
            case RAISED, UPDATED, CONDITION_ENDED, CALLED, REMINDED, RESUMED, DISPOSED -> {}
        }
    }

    private void call(long eventId, Change change, Call call) {
        Episode episode = change.after();
        Instant now = change.at();
        if (call.round() > 1) {
            pages.endRoundsBefore(episode.facts().id(), call.round(), now);
        }
        Optional<String> careUnit = callList.careUnit(episode.facts().patientId());
        String target = call.target().map(CallTarget::code).orElse(NAMED);
        List<String> people = called(call, episode, careUnit, now);
        if (people.isEmpty() && call.last() && !pages.somebodyHas(episode.facts().id())) {
            operations.raise(
                    OperationsKind.NOBODY_ON_CALL,
                    careUnit.orElse("none"),
                    "An alert of this care unit found nobody on call; "
                            + (lastResort.isEmpty()
                                    ? "and there is no last resort"
                                    : "the last resort is called"));
            people = lastResort;
            target = LAST_RESORT;
        } else if (call.target().isPresent() && !people.isEmpty()) {
            operations.end(OperationsKind.NOBODY_ON_CALL, careUnit.orElse("none"));
        }
        Listing listing =
                new Listing(
                        episode.facts().id(),
                        call.round(),
                        call.step(),
                        target,
                        call.last(),
                        episode.facts().priority());
        if (people.isEmpty() && call.staffed()) {
            // All of them have said no: the next step need not wait for them.
            pages.toNobody(eventId, listing, careUnit, episode.facts(), now);
        }
        for (String person : people) {
            page(person, eventId, listing, careUnit, episode, now);
        }
    }

    private List<String> called(
            Call call, Episode episode, Optional<String> careUnit, Instant now) {
        Set<String> refused =
                episode.responsibility().rejections().stream()
                        .filter(rejection -> rejection.round() == call.round())
                        .map(Rejection::by)
                        .collect(Collectors.toSet());
        Stream<String> people =
                Stream.concat(
                        call.person().stream(),
                        call.target().stream()
                                .flatMap(to -> callList.people(careUnit, to, now).stream()));
        return people.distinct().filter(person -> !refused.contains(person)).toList();
    }

    private void page(
            String person,
            long eventId,
            Listing listing,
            Optional<String> careUnit,
            Episode episode,
            Instant now) {
        Priority priority = episode.facts().priority();
        String patient = episode.facts().patientId().value();
        // A beat of the canary waits for no company, and tires nobody.
        boolean beat = person.equals(Canary.WATCHDOG);
        Optional<PageTable.Bundle> bundle =
                beat
                        ? Optional.empty()
                        : pages.bundle(
                                person,
                                patient,
                                listing.episodeId(),
                                now.minus(settings.bundleWithin()),
                                now);
        if (bundle.isPresent()) {
            Instant later = bundle.get().createdAt().plus(settings.bundleWithin());
            pages.extend(bundle.get(), eventId, listing, episode.facts(), later, now);
            return;
        }
        Verdict verdict =
                priority == Priority.HIGH || beat
                        ? new Verdict.AtOnce()
                        : budget.of(
                                priority,
                                pages.tellings(person, now.minus(budget.per()), now),
                                now);
        Instant toldAt =
                switch (verdict) {
                    case Verdict.AtOnce _ -> now;
                    case Verdict.InDigest(Instant at) -> at;
                };
        boolean digest = verdict instanceof Verdict.InDigest;
        if (digest) {
            Optional<PageTable.Bundle> waiting = pages.digest(person, listing.episodeId(), now);
            if (waiting.isPresent()) {
                pages.extend(waiting.get(), eventId, listing, episode.facts(), toldAt, now);
                return;
            }
        }
        boolean onDuty =
                listing.target().equals(LAST_RESORT) || callList.isOnDuty(person, careUnit, now);
        pages.create(
                new NewPage(
                        eventId,
                        listing,
                        digest ? Optional.empty() : Optional.of(patient),
                        careUnit,
                        person,
                        episode.facts().synthetic(),
                        now,
                        toldAt),
                ways.of(person, priority, onDuty, now));
        if (!beat) {
            metrics.paged(priority, listing.target());
        }
    }
}
