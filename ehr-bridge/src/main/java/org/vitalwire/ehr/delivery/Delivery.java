package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.delivery.Addressing.Addressed;
import org.vitalwire.ehr.delivery.Bundles.Search;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.ChartLine;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.ehr.ledger.FurtherLine;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.ehr.mapping.ObservationMapping;

/**
 * Brings the lines of one lane to one target. Refused content is narrowed down to the line that is
 * at fault, and its neighbours pass; what may have arrived is looked for before it is sent again.
 */
final class Delivery implements Lane {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private static final String FORBIDDEN = "http-403";

    /** Attempts until what is forbidden of a kind is a person's matter: half an hour. */
    private static final int MOST_FORBIDDEN = 7;

    /** A status that one bad line can cause as well as a sick server. */
    private static final String PERHAPS_THE_LINE = "http-500";

    private static final Duration LONGEST_POSTPONEMENT = Duration.ofHours(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

    /**
     * Attempts until 409 or 412 of one line is a person's matter: half an hour, and three hours.
     */
    private static final Map<Integer, Integer> MOST_CONTESTS = Map.of(412, 4, 409, 8);

    /** Backlog goes in parts of a bundle, so that a live line of the lane does not wait long. */
    private static final int BACKLOG_PART = 2;

    private final FhirTarget target;
    private final boolean clientIds;
    private final DeliveryLedger ledger;
    private final SubjectDirectory subjects;
    private final Survivors survivors;
    private final Addressing addressing;
    private final Bundles bundles;
    private final int lane;
    private final int largest;
    private final Counter delivered;
    private final Counter failed;
    private int size;

    /** What refers to others comes behind them. */
    private enum Stage {
        OBSERVATIONS,
        DEVICES,
        ALERTS,
        REFERRING;

        static Stage of(ChartKind kind) {
            return switch (kind) {
                case OBSERVATION -> OBSERVATIONS;
                case DEVICE -> DEVICES;
                case FLAG -> ALERTS;
                case COMMUNICATION, TASK, DEVICE_METRIC -> REFERRING;
            };
        }
    }

    /**
     * @param meters with the tag {@code target}
     */
    Delivery(
            FhirTarget target,
            String targetId,
            Capabilities capabilities,
            DeliveryLedger ledger,
            SubjectDirectory subjects,
            Survivors survivors,
            ObservationMapping mapping,
            int lane,
            int bundleSize,
            MeterRegistry meters) {
        this.target = target;
        this.clientIds = capabilities.clientIds();
        this.ledger = ledger;
        this.subjects = subjects;
        this.survivors = survivors;
        this.addressing =
                new Addressing(
                        capabilities.clientIds(),
                        ledger,
                        subjects,
                        mapping,
                        FhirContext.forR4Cached());
        this.bundles = new Bundles(target, capabilities);
        this.lane = lane;
        this.largest = bundleSize;
        this.size = bundleSize;
        this.delivered = meters.counter("vitalwire.ehr.delivered", "target", targetId);
        this.failed = meters.counter("vitalwire.ehr.refused", "target", targetId);
    }

    @Override
    public Outcome deliverSome(Urgency urgency) throws InterruptedException {
        int atMost = urgency == Urgency.LIVE ? size : Math.max(1, size / BACKLOG_PART);
        List<Due> due = ledger.due(new DueLane(lane, urgency), atMost);
        // After the revisions were read: a merge that comes later revises these lines again.
        Map<PatientId, PatientId> subjectOf =
                survivors.ofAll(due.stream().flatMap(Delivery::about).toList());
        boolean delivered = false;
        for (Stage stage : Stage.values()) {
            List<Due> some =
                    due.stream().filter(one -> Stage.of(one.line().kind()) == stage).toList();
            if (some.isEmpty()) {
                continue;
            }
            List<Resolved> resolved = new ArrayList<>(some.size());
            Optional<Answer.Unavailable> unavailable = resolve(some, subjectOf, resolved);
            if (unavailable.isPresent()) {
                if (isOfTheKind(stage, unavailable.get())) {
                    forbidden(some);
                    continue;
                }
                return new Outcome.Stop(unavailable.get());
            }
            if (resolved.isEmpty()) {
                continue;
            }
            delivered = true;
            unavailable =
                    stage == Stage.DEVICES
                            ? subjects.whileWritingDevices(() -> deliver(resolved))
                            : deliver(resolved);
            if (unavailable.isPresent()) {
                if (isOfTheKind(stage, unavailable.get())) {
                    forbidden(some);
                    continue;
                }
                size = Math.max(1, size / 2);
                return new Outcome.Stop(unavailable.get());
            }
        }
        if (delivered) {
            size = Math.min(largest, size * 2);
        }
        return new Outcome.Continue(due.size());
    }

    /**
     * Accounts may often write Observations and nothing else: that is no reason for the target to
     * wait, and for vital signs with it.
     */
    private static boolean isOfTheKind(Stage stage, Answer.Unavailable unavailable) {
        return stage != Stage.OBSERVATIONS && unavailable.code().equals(FORBIDDEN);
    }

    private void forbidden(List<Due> due) {
        for (Due one : due) {
            ChartLine line = one.line();
            if (line.attempts() + 1 >= MOST_FORBIDDEN) {
                fail(line, FORBIDDEN, Optional.empty());
            } else {
                postpone(line, FORBIDDEN);
            }
        }
    }

    private static Stream<PatientId> about(Due due) {
        return switch (due.line()) {
            case LedgerEntry entry -> Stream.of(entry.chart().key().patientId());
            case FurtherLine line -> line.patientId().stream();
        };
    }

    private Optional<Answer.Unavailable> resolve(
            List<Due> due, Map<PatientId, PatientId> subjectOf, List<Resolved> resolved)
            throws InterruptedException {
        for (Due one : due) {
            switch (addressing.address(one, subjectOf)) {
                case Addressed.Ready(Resolved line) -> resolved.add(line);
                case Addressed.Later(String why, Duration delay) ->
                        ledger.postpone(List.of(one.line()), delay, why);
                case Addressed.Impossible(String error) ->
                        fail(one.line(), error, Optional.empty());
                case Addressed.NotNow(Answer.Unavailable cause) -> {
                    return Optional.of(cause);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Answer.Unavailable> deliver(List<Resolved> lines) throws InterruptedException {
        List<Resolved> doubtful =
                lines.stream()
                        .filter(line -> !clientIds || line.due().known() != Due.Known.NOT_SENT)
                        .toList();
        if (doubtful.isEmpty()) {
            return send(lines);
        }
        return switch (bundles.search(doubtful)) {
            case Search.Found(var byId) -> send(settled(lines, byId));
            case Search.NotNow(Answer.Unavailable cause) -> Optional.of(cause);
            // A PUT under our own id does no harm, however often.
            case Search.Impossible impossible when clientIds -> send(lines);
            // It is a fault of the target, not of a line.
            case Search.Impossible impossible ->
                    Optional.of(
                            new Answer.Unavailable(
                                    "cannot-search-by-identifier", Optional.empty()));
        };
    }

    /** Those that are yet to be sent. */
    private List<Resolved> settled(List<Resolved> lines, Map<String, List<Doubt.AtTarget>> byId) {
        List<Resolved> toSend = new ArrayList<>();
        List<ChartLine> arrived = new ArrayList<>();
        Map<String, String> remoteIds = new HashMap<>();
        for (Resolved line : lines) {
            ChartLine entry = line.line();
            switch (Doubt.settle(line.due(), byId.getOrDefault(entry.id(), List.of()))) {
                case Doubt.Arrived(String remoteId) -> {
                    arrived.add(entry);
                    remoteIds.put(entry.id(), remoteId);
                }
                case Doubt.Send(Optional<String> remoteId) ->
                        toSend.add(new Resolved(line.due(), line.resource(), remoteId));
                case Doubt.Wait wait ->
                        ledger.accepted(List.of(entry), lookAgainAfter(entry.attempts()));
                case Doubt.Hopeless(String error) -> fail(entry, error, Optional.empty());
            }
        }
        confirm(arrived, remoteIds);
        return toSend;
    }

    private static Duration lookAgainAfter(int attempts) {
        Duration delay = FIRST_LOOK.multipliedBy(1L << Math.min(attempts, 10));
        return delay.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : delay;
    }

    private Optional<Answer.Unavailable> send(List<Resolved> lines) throws InterruptedException {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        ledger.begin(entries(lines));
        return post(lines);
    }

    private Optional<Answer.Unavailable> post(List<Resolved> lines) throws InterruptedException {
        return take(lines, target.post(bundles.of(lines)));
    }

    private static List<ChartLine> entries(List<Resolved> lines) {
        return lines.stream().map(Resolved::line).toList();
    }

    private Optional<Answer.Unavailable> take(List<Resolved> lines, Answer answer)
            throws InterruptedException {
        return switch (answer) {
            case Answer.Done(int status, Bundle response)
                    when response.getEntry().size() == lines.size() -> {
                settle(lines, response);
                yield Optional.empty();
            }
            case Answer.Done done ->
                    Optional.of(new Answer.Unavailable("unexpected-answer", Optional.empty()));
            case Answer.Accepted(Optional<Duration> retryAfter) -> {
                ledger.accepted(entries(lines), retryAfter.orElse(FIRST_LOOK));
                yield Optional.empty();
            }
            case Answer.Absent absent ->
                    unavailable(
                            lines, new Answer.Unavailable("no-such-endpoint", Optional.empty()));
            case Answer.Refused(Refusal refusal) -> {
                if (lines.size() == 1) {
                    refused(lines.getFirst(), refusal);
                    yield Optional.empty();
                }
                yield sendHalves(lines);
            }
            case Answer.Contested(Refusal refusal) -> {
                if (lines.size() == 1) {
                    contested(lines.getFirst(), refusal);
                    yield Optional.empty();
                }
                yield sendHalves(lines);
            }
            case Answer.Unavailable unavailable -> unavailable(lines, unavailable);
        };
    }

    private Optional<Answer.Unavailable> sendHalves(List<Resolved> lines)
            throws InterruptedException {
        int middle = lines.size() / 2;
        Optional<Answer.Unavailable> first = post(lines.subList(0, middle));
        return first.isPresent() ? first : post(lines.subList(middle, lines.size()));
    }

    private Optional<Answer.Unavailable> unavailable(
            List<Resolved> lines, Answer.Unavailable unavailable) {
        if (unavailable.isSurelyNotTaken()) {
            ledger.notArrived(entries(lines));
        } else if (lines.size() == 1 && unavailable.code().equals(PERHAPS_THE_LINE)) {
            postpone(lines.getFirst().line(), unavailable.code());
        }
        return Optional.of(unavailable);
    }

    /** Each entry by its own status: in a batch they differ. */
    private void settle(List<Resolved> lines, Bundle response) {
        List<ChartLine> confirmed = new ArrayList<>();
        Map<String, String> remoteIds = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Resolved line = lines.get(i);
            BundleEntryResponseComponent result = response.getEntry().get(i).getResponse();
            String status = result.getStatus() == null ? "" : result.getStatus();
            switch (Meaning.of(status)) {
                case DONE -> {
                    confirmed.add(line.line());
                    if (result.hasLocation()) {
                        remoteIds.put(
                                line.line().id(), new IdType(result.getLocation()).getIdPart());
                    }
                }
                case ACCEPTED -> ledger.accepted(List.of(line.line()), FIRST_LOOK);
                case REFUSED, ABSENT, GONE -> refused(line, refusal(status, result));
                case CONTESTED -> contested(line, refusal(status, result));
                case UNAVAILABLE -> postpone(line.line(), "entry-" + Meaning.number(status));
            }
        }
        confirm(confirmed, remoteIds);
    }

    private static Refusal refusal(String status, BundleEntryResponseComponent result) {
        return Diagnostics.of(
                Meaning.number(status),
                result.getOutcome() instanceof OperationOutcome outcome ? outcome : null);
    }

    private void confirm(List<ChartLine> entries, Map<String, String> remoteIds) {
        ledger.confirm(entries, remoteIds);
        delivered.increment(entries.size());
    }

    private void refused(Resolved line, Refusal refusal) {
        fail(line.line(), refusal.error(), Optional.of(Diagnostics.without(refusal, sent(line))));
    }

    private void contested(Resolved line, Refusal refusal) {
        int attempts = line.line().attempts() + 1;
        if (attempts >= MOST_CONTESTS.getOrDefault(refusal.status(), 1)) {
            refused(line, refusal);
        } else {
            // Still SENT: it is looked for before it is sent again.
            postpone(line.line(), refusal.error());
        }
    }

    private static List<String> sent(Resolved line) {
        return Stream.concat(
                        about(line.due()).map(PatientId::value),
                        SentWords.of(line.resource()).stream())
                .toList();
    }

    private void fail(ChartLine entry, String error, Optional<Refusal> refusal) {
        ledger.fail(entry, error, refusal);
        failed.increment();
        log.atWarn()
                .addKeyValue("kind", entry.kind())
                .addKeyValue("resource", entry.id())
                .addKeyValue("error", error)
                .log("line refused");
    }

    private void postpone(ChartLine entry, String error) {
        Duration delay = Duration.ofSeconds(30L << Math.min(entry.attempts(), 7));
        ledger.postpone(
                List.of(entry),
                delay.compareTo(LONGEST_POSTPONEMENT) > 0 ? LONGEST_POSTPONEMENT : delay,
                error);
    }
}
