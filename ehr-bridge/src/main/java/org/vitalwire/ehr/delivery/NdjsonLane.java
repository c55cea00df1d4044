package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.delivery.NdjsonFiles.Revision;
import org.vitalwire.ehr.ledger.ChartLine;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.ehr.ledger.FurtherLine;
import org.vitalwire.ehr.ledger.LedgerEntry;

/**
 * Writes the lines of one lane to the file that grows. What may be in it after a crash is looked
 * for in it; no file is closed as long as there is such a line, so that it is the only one to look
 * in.
 */
final class NdjsonLane implements Lane {

    private final int lane;
    private final NdjsonFiles files;
    private final NdjsonLines lines;
    private final DeliveryLedger ledger;
    private final Survivors survivors;
    private final int atMost;
    private final Counter delivered;
    private final Counter failed;

    NdjsonLane(
            String targetId,
            int lane,
            NdjsonFiles files,
            NdjsonLines lines,
            DeliveryLedger ledger,
            Survivors survivors,
            int atMost,
            MeterRegistry meters) {
        this.lane = lane;
        this.files = files;
        this.lines = lines;
        this.ledger = ledger;
        this.survivors = survivors;
        this.atMost = atMost;
        this.delivered = meters.counter("vitalwire.ehr.delivered", "target", targetId);
        this.failed = meters.counter("vitalwire.ehr.refused", "target", targetId);
    }

    @Override
    public Outcome deliverSome(Urgency urgency) {
        List<Due> due = ledger.due(new DueLane(lane, urgency), atMost);
        // After the revisions were read: a merge that comes later revises these lines again.
        Map<PatientId, PatientId> subjectOf =
                survivors.ofAll(due.stream().flatMap(NdjsonLane::about).toList());
        Map<Due, String> texts = new LinkedHashMap<>();
        for (Due one : due) {
            Optional<String> text = lines.of(complete(one.line()), subjectOf);
            if (text.isEmpty()) {
                ledger.fail(one.line(), "no-longer-so", Optional.empty());
                failed.increment();
            } else {
                texts.put(one, text.get());
            }
        }
        try {
            boolean mayRotate = !ledger.isAnyOnItsWay();
            Optional<Boolean> written = files.write(mayRotate, file -> write(file, texts));
            return written.isPresent()
                    ? new Outcome.Continue(due.size())
                    : stop("directory-in-use");
        } catch (IOException e) {
            return stop(e.getClass().getSimpleName());
        }
    }

    private static Outcome stop(String code) {
        return new Outcome.Stop(new Answer.Unavailable(code, Optional.empty()));
    }

    private boolean write(NdjsonFiles.Growing file, Map<Due, String> texts) throws IOException {
        Set<Revision> present =
                file.present(
                        texts.keySet().stream()
                                .filter(line -> line.known() != Due.Known.NOT_SENT)
                                .map(NdjsonLane::revision)
                                .collect(Collectors.toSet()));
        List<ChartLine> all = texts.keySet().stream().map(Due::line).toList();
        List<ChartLine> missing = new ArrayList<>();
        List<String> toWrite = new ArrayList<>();
        texts.forEach((line, text) -> {
            if (!present.contains(revision(line))) {
                missing.add(line.line());
                toWrite.add(text);
            }
        });
        ledger.begin(missing);
        file.append(toWrite);
        ledger.confirm(all, Map.of());
        delivered.increment(all.size());
        return true;
    }

    private static Revision revision(Due due) {
        return new Revision(due.line().id(), Integer.toString(due.line().revision()));
    }

    /** With what a score was derived from, fixed from now on. */
    private ChartLine complete(ChartLine line) {
        return switch (line) {
            case LedgerEntry entry -> ledger.withInputs(entry);
            case FurtherLine further -> further;
        };
    }

    private static Stream<PatientId> about(Due due) {
        return switch (due.line()) {
            case LedgerEntry entry -> Stream.of(entry.chart().key().patientId());
            case FurtherLine line -> line.patientId().stream();
        };
    }
}
