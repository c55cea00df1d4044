package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.delivery.SubjectDirectory.Subject;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.ObservationMapping;

/**
 * Brings lines to one target. Refused content is narrowed down to the line that is at fault, and
 * its neighbours pass; an unknown outcome is settled by doing the same again, which changes
 * nothing.
 */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** For a patient whom the target does not have yet. */
    private static final Duration ASK_AGAIN_FOR_PATIENT = Duration.ofMinutes(5);

    /** Statuses that one bad line can cause as well as a sick server. */
    private static final List<String> PERHAPS_THE_LINE = List.of("http-409", "http-500");

    private static final Duration LONGEST_POSTPONEMENT = Duration.ofHours(1);

    private final FhirTarget target;
    private final DeliveryLedger ledger;
    private final SubjectDirectory subjects;
    private final ObservationBundles bundles;
    private final int largest;
    private final Counter delivered;
    private final Counter failed;
    private int size;

    /** Whether to go on, and if not, for what reason. */
    sealed interface Outcome {
        /**
         * @param lines how many were taken up
         */
        record Continue(int lines) implements Outcome {}

        record Stop(Answer.Unavailable cause) implements Outcome {}
    }

    private record Resolved(LedgerEntry entry, Observation observation) {}

    Delivery(
            FhirTarget target,
            Capabilities capabilities,
            DeliveryLedger ledger,
            SubjectDirectory subjects,
            ObservationMapping mapping,
            int bundleSize,
            MeterRegistry meters) {
        this.target = target;
        this.ledger = ledger;
        this.subjects = subjects;
        this.bundles = new ObservationBundles(target, capabilities, ledger, mapping);
        this.largest = bundleSize;
        this.size = bundleSize;
        this.delivered = meters.counter("vitalwire.ehr.delivered");
        this.failed = meters.counter("vitalwire.ehr.refused");
    }

    /** Delivers what is due, up to a bundle's worth. */
    Outcome deliverSome() throws InterruptedException {
        List<LedgerEntry> due = ledger.due(size);
        List<Resolved> resolved = new ArrayList<>(due.size());
        for (LedgerEntry entry : due) {
            Optional<Answer.Unavailable> unavailable = resolve(entry, resolved);
            if (unavailable.isPresent()) {
                return new Outcome.Stop(unavailable.get());
            }
        }
        if (!resolved.isEmpty()) {
            Optional<Answer.Unavailable> unavailable = deliver(resolved);
            if (unavailable.isPresent()) {
                size = Math.max(1, size / 2);
                return new Outcome.Stop(unavailable.get());
            }
            size = Math.min(largest, size * 2);
        }
        return new Outcome.Continue(due.size());
    }

    private Optional<Answer.Unavailable> resolve(LedgerEntry entry, List<Resolved> resolved)
            throws InterruptedException {
        List<String> references = new ArrayList<>();
        List<Subject> wanted = new ArrayList<>();
        wanted.add(subjects.patient(entry.chart().key().patientId()));
        if (entry.chart().key().deviceId().isPresent()) {
            wanted.add(subjects.device(entry.chart().key().deviceId().get()));
        }
        for (Subject subject : wanted) {
            switch (subject) {
                case Subject.Found(String reference) -> references.add(reference);
                case Subject.Unknown unknown -> {
                    ledger.postpone(List.of(entry), ASK_AGAIN_FOR_PATIENT, "patient-unknown");
                    return Optional.empty();
                }
                case Subject.Impossible(String error) -> {
                    fail(entry, error);
                    return Optional.empty();
                }
                case Subject.Unavailable(Answer.Unavailable cause) -> {
                    return Optional.of(cause);
                }
            }
        }
        LedgerEntry complete = ledger.withInputs(entry);
        resolved.add(new Resolved(complete, bundles.observation(complete, references)));
        return Optional.empty();
    }

    private Optional<Answer.Unavailable> deliver(List<Resolved> lines) throws InterruptedException {
        List<LedgerEntry> entries = lines.stream().map(Resolved::entry).toList();
        Map<String, Observation> byId = new LinkedHashMap<>();
        lines.forEach(line -> byId.put(line.entry().id(), line.observation()));
        return switch (bundles.of(byId)) {
            case ObservationBundles.Prepared.Ready(Bundle bundle) -> {
                ledger.begin(entries);
                yield take(lines, target.post(bundle));
            }
            case ObservationBundles.Prepared.NotNow(Answer.Unavailable cause) -> Optional.of(cause);
        };
    }

    private Optional<Answer.Unavailable> take(List<Resolved> lines, Answer answer)
            throws InterruptedException {
        return switch (answer) {
            case Answer.Done(int status, Bundle response)
                    when response.getEntry().size() == lines.size() ->
                    settle(lines, response);
            case Answer.Done done ->
                    Optional.of(new Answer.Unavailable("unexpected-answer", Optional.empty()));
            case Answer.Absent absent ->
                    Optional.of(new Answer.Unavailable("no-such-endpoint", Optional.empty()));
            case Answer.Refused(int status, String codes) -> {
                if (lines.size() == 1) {
                    fail(lines.getFirst().entry(), status + ":" + codes);
                    yield Optional.empty();
                }
                int middle = lines.size() / 2;
                Optional<Answer.Unavailable> first = deliver(lines.subList(0, middle));
                yield first.isPresent() ? first : deliver(lines.subList(middle, lines.size()));
            }
            case Answer.Unavailable unavailable -> {
                if (lines.size() == 1 && PERHAPS_THE_LINE.contains(unavailable.code())) {
                    postpone(lines.getFirst().entry(), unavailable.code());
                }
                yield Optional.of(unavailable);
            }
        };
    }

    /** Each entry by its own status: in a batch they differ. */
    private Optional<Answer.Unavailable> settle(List<Resolved> lines, Bundle response) {
        List<LedgerEntry> confirmed = new ArrayList<>();
        Map<String, String> remoteIds = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            LedgerEntry entry = lines.get(i).entry();
            BundleEntryComponent answer = response.getEntry().get(i);
            BundleEntryResponseComponent result = answer.getResponse();
            String status = result.getStatus() == null ? "" : result.getStatus();
            if (status.startsWith("2")) {
                confirmed.add(entry);
                if (result.hasLocation()) {
                    remoteIds.put(entry.id(), new IdType(result.getLocation()).getIdPart());
                }
            } else if (status.startsWith("4") && !status.startsWith("429")) {
                fail(entry, status.split(" ", 2)[0] + ":" + codes(result));
            } else {
                postpone(entry, "entry-" + status.split(" ", 2)[0]);
            }
        }
        ledger.confirm(confirmed, remoteIds);
        delivered.increment(confirmed.size());
        return Optional.empty();
    }

    private static String codes(BundleEntryResponseComponent result) {
        return result.getOutcome() instanceof OperationOutcome outcome
                ? FhirTarget.codes(outcome)
                : "no-outcome";
    }

    private void fail(LedgerEntry entry, String error) {
        ledger.fail(List.of(entry), error);
        failed.increment();
        log.atWarn()
                .addKeyValue("observation", entry.id())
                .addKeyValue("error", error)
                .log("observation refused");
    }

    private void postpone(LedgerEntry entry, String error) {
        Duration delay = Duration.ofSeconds(30L << Math.min(entry.attempts(), 7));
        ledger.postpone(
                List.of(entry),
                delay.compareTo(LONGEST_POSTPONEMENT) > 0 ? LONGEST_POSTPONEMENT : delay,
                error);
    }
}
