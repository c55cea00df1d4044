package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.ChartLine;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryLedger.Whereabouts;
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.ehr.ledger.FurtherLine;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.hl7.MllpPeer;

/**
 * Sends the lines of one lane as messages, each acknowledged before the next. MLLP has no way to
 * look whether something arrived: what was not answered is sent again under the same control id,
 * and it is the receiver that must know it again.
 */
final class OruLane implements Lane {

    private static final Logger log = LoggerFactory.getLogger(OruLane.class);

    /** Messages until somebody else has a turn on the connection. */
    private static final int IN_A_ROW = 20;

    /** Rejections of one message until it is a person's matter: about half a day. */
    private static final int MOST_REJECTIONS = 20;

    private static final Duration LONGEST_POSTPONEMENT = Duration.ofHours(1);

    private final int lane;
    private final MllpPeer peer;
    private final OruMessage messages;
    private final DeliveryLedger ledger;
    private final Function<PatientId, Optional<CensusEntry>> census;
    private final Survivors survivors;
    private final ObservationMapping mapping;
    private final Optional<TokenBucket> rate;
    private final InstantSource clock;
    private final Counter delivered;
    private final Counter failed;

    OruLane(
            String targetId,
            int lane,
            MllpPeer peer,
            OruMessage messages,
            DeliveryLedger ledger,
            Function<PatientId, Optional<CensusEntry>> census,
            Survivors survivors,
            ObservationMapping mapping,
            Optional<TokenBucket> rate,
            InstantSource clock,
            MeterRegistry meters) {
        this.lane = lane;
        this.peer = peer;
        this.messages = messages;
        this.ledger = ledger;
        this.census = census;
        this.survivors = survivors;
        this.mapping = mapping;
        this.rate = rate;
        this.clock = clock;
        this.delivered = meters.counter("vitalwire.ehr.delivered", "target", targetId);
        this.failed = meters.counter("vitalwire.ehr.refused", "target", targetId);
    }

    @Override
    public Outcome deliverSome(Urgency urgency) throws InterruptedException {
        List<Due> due = ledger.due(new DueLane(lane, urgency), IN_A_ROW);
        // After the revisions were read: a merge that comes later revises these lines again.
        Map<PatientId, PatientId> subjectOf =
                survivors.ofAll(due.stream().flatMap(OruLane::measuredOn).toList());
        for (Due one : due) {
            switch (one.line()) {
                case LedgerEntry entry -> {
                    PatientId measuredOn = entry.chart().key().patientId();
                    Optional<Answer.Unavailable> unavailable =
                            deliver(entry, subjectOf.getOrDefault(measuredOn, measuredOn));
                    if (unavailable.isPresent()) {
                        return new Outcome.Stop(unavailable.get());
                    }
                }
                case FurtherLine line -> fail(line, "kind-not-taken", Optional.empty());
            }
        }
        return new Outcome.Continue(due.size());
    }

    private static Stream<PatientId> measuredOn(Due due) {
        return due.line() instanceof LedgerEntry entry
                ? Stream.of(entry.chart().key().patientId())
                : Stream.empty();
    }

    private Optional<Answer.Unavailable> deliver(LedgerEntry line, PatientId subject)
            throws InterruptedException {
        Observation observation = mapping.toObservation(line);
        Optional<CensusEntry> known = census.apply(subject);
        String message = messages.write(line, observation, subject, known, wasThere(line));
        if (rate.isPresent()) {
            Thread.sleep(rate.get().take(clock.instant()));
        }
        ledger.begin(List.of(line));
        OruAnswer answer;
        try {
            answer = OruAnswer.of(peer.ask(message), OruMessage.controlId(line));
        } catch (IOException e) {
            // Perhaps after the receiver had taken it.
            return unavailable(e.getClass().getSimpleName());
        }
        return switch (answer) {
            case OruAnswer.Accepted accepted -> {
                ledger.confirm(List.of(line), Map.of());
                delivered.increment();
                yield Optional.empty();
            }
            case OruAnswer.Faulty(String error, Refusal refusal) -> {
                fail(line, error, Optional.of(Diagnostics.without(refusal, sent(subject, known))));
                yield Optional.empty();
            }
            case OruAnswer.Rejected(String code) -> rejected(line, code);
            case OruAnswer.Unreadable unreadable -> unavailable("unreadable-answer");
        };
    }

    /** Of a line that was never changed it is not asked. */
    private boolean wasThere(LedgerEntry line) {
        return line.revision() > 1
                && ledger.whereabouts(line.kind(), line.id()) instanceof Whereabouts.There;
    }

    /** It may pass, for this message or for all of them: it stays SENT, and others go first. */
    private Optional<Answer.Unavailable> rejected(LedgerEntry line, String code) {
        int attempts = line.attempts() + 1;
        if (attempts >= MOST_REJECTIONS) {
            fail(line, "hl7:" + code, Optional.empty());
            return Optional.empty();
        }
        Duration delay = Duration.ofSeconds(30L << Math.min(attempts - 1, 7));
        ledger.postpone(
                List.of(line),
                delay.compareTo(LONGEST_POSTPONEMENT) > 0 ? LONGEST_POSTPONEMENT : delay,
                "hl7-" + code);
        return unavailable("hl7-" + code);
    }

    private static Optional<Answer.Unavailable> unavailable(String code) {
        return Optional.of(new Answer.Unavailable(code, Optional.empty()));
    }

    /** What of a message reads like any other word. */
    private static List<String> sent(PatientId subject, Optional<CensusEntry> census) {
        return Stream.concat(
                        Stream.of(subject.value()),
                        census.flatMap(CensusEntry::displayName).stream()
                                .flatMap(name ->
                                        Stream.concat(
                                                Stream.of(name), Stream.of(name.split("[\\s,]+")))))
                .toList();
    }

    private void fail(ChartLine line, String error, Optional<Refusal> refusal) {
        ledger.fail(line, error, refusal);
        failed.increment();
        log.atWarn()
                .addKeyValue("kind", line.kind())
                .addKeyValue("resource", line.id())
                .addKeyValue("error", error)
                .log("line refused");
    }
}
