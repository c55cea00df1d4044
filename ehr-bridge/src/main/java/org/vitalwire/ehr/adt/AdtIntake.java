package org.vitalwire.ehr.adt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.vitalwire.ehr.adt.AdtMessage.Said;
import org.vitalwire.ehr.census.CensusDesk;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Takes messages in: all that a message says is applied, and the message remembered, in one
 * transaction; only then it is acknowledged. One that comes again gets the same answer and changes
 * nothing. A message of which a part is at fault changes nothing at all.
 */
final class AdtIntake {

    private static final Logger log = LoggerFactory.getLogger(AdtIntake.class);

    private final ServiceDatabase database;
    private final AdtInbox inbox;
    private final AdtReader reader;
    private final CensusDesk census;
    private final InstantSource clock;
    private final MeterRegistry meters;

    /** Ends the transaction that would have applied half of a message. */
    private static final class NotAppliedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient AdtFault fault;

        NotAppliedException(AdtFault fault) {
            super(fault.reason(), null, false, false);
            this.fault = fault;
        }
    }

    AdtIntake(
            ServiceDatabase database,
            AdtInbox inbox,
            AdtReader reader,
            CensusDesk census,
            InstantSource clock,
            MeterRegistry meters) {
        this.database = database;
        this.inbox = inbox;
        this.reader = reader;
        this.census = census;
        this.clock = clock;
        this.meters = meters;
    }

    /** The acknowledgement of a message. */
    String take(String text) {
        Instant now = clock.instant();
        Reading reading = reader.read(text, now);
        Optional<AdtFault> fault;
        try {
            fault = kept(reading, text, now);
        } catch (DataAccessException | TransactionException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("admission message not kept, the sender has to send it again");
            fault = Optional.of(AdtFault.notNow());
        }
        Acknowledgement answered = fault.map(AdtFault::acknowledgement).orElse(Acknowledgement.AA);
        meters.counter("vitalwire.ehr.adt", "answer", answered.name()).increment();
        if (answered == Acknowledgement.AA) {
            census.publishSoon();
        } else {
            AdtFault told = fault.orElseThrow();
            log.atWarn()
                    .addKeyValue("answer", answered)
                    .addKeyValue("place", told.place())
                    .addKeyValue("reason", told.reason())
                    .log("admission message not applied");
        }
        return AdtAnswer.of(header(reading), fault, UUID.randomUUID().toString(), now);
    }

    /**
     * Applies a message that waits for a person, as if it came now; the order stays that of when it
     * was entered.
     *
     * @return empty: it was applied and waits no longer
     */
    Optional<AdtFault> replay(long id) {
        Instant now = clock.instant();
        try {
            database.transaction()
                    .executeWithoutResult(status -> {
                        String text = inbox.message(id).orElse("");
                        switch (reader.read(text, now)) {
                            case Reading.Faulty(var header, AdtFault fault) ->
                                    throw new NotAppliedException(fault);
                            case Reading.Understood(AdtMessage message) -> {
                                message.said().forEach(said -> apply(said, now));
                                inbox.remember(message.header(), text, "AA", now);
                                inbox.release(id);
                            }
                        }
                    });
        } catch (NotAppliedException e) {
            return Optional.of(e.fault);
        }
        census.publishSoon();
        return Optional.empty();
    }

    private Optional<AdtFault> kept(Reading reading, String text, Instant now) {
        return switch (reading) {
            case Reading.Faulty(Optional<AdtHeader> header, AdtFault fault) -> {
                if (header.isPresent() && fault.acknowledgement() == Acknowledgement.AE) {
                    quarantine(header.get(), text, fault, now);
                }
                yield Optional.of(fault);
            }
            case Reading.Understood(AdtMessage message) -> {
                try {
                    yield Objects.requireNonNull(
                            database.transaction().execute(status -> applied(message, text, now)));
                } catch (NotAppliedException e) {
                    quarantine(message.header(), text, e.fault, now);
                    yield Optional.of(e.fault);
                }
            }
        };
    }

    private Optional<AdtFault> applied(AdtMessage message, String text, Instant now) {
        Optional<String> before = inbox.resultOf(message.header(), text);
        if (before.isPresent()) {
            return before.get().equals("AA")
                    ? Optional.empty()
                    : Optional.of(AdtFault.conflicting("", before.get()));
        }
        inbox.remember(message.header(), text, "AA", now);
        message.said().forEach(said -> apply(said, now));
        return Optional.empty();
    }

    private void apply(Said said, Instant now) {
        Optional<String> conflict =
                switch (said) {
                    case Said.Change(var change) -> census.apply(change, now);
                    case Said.Merge(var from, var survivor, var at) ->
                            census.merge(from, survivor, at, now);
                };
        conflict.ifPresent(reason -> {
            throw new NotAppliedException(AdtFault.conflicting("PID-3", reason));
        });
    }

    private void quarantine(AdtHeader header, String text, AdtFault fault, Instant now) {
        database.transaction()
                .executeWithoutResult(status -> {
                    if (inbox.resultOf(header, text).isEmpty()) {
                        inbox.remember(header, text, fault.reason(), now);
                        inbox.quarantine(header, text, fault, now);
                    }
                });
    }

    private static Optional<AdtHeader> header(Reading reading) {
        return switch (reading) {
            case Reading.Understood(AdtMessage message) -> Optional.of(message.header());
            case Reading.Faulty(Optional<AdtHeader> header, AdtFault fault) -> header;
        };
    }
}
