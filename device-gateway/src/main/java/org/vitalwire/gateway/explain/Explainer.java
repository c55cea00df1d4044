package org.vitalwire.gateway.explain;

import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.explain.Explanation.ExplainedFault;
import org.vitalwire.gateway.explain.Explanation.ExplainedReading;
import org.vitalwire.gateway.explain.Explanation.ExplainedValue;
import org.vitalwire.gateway.intake.Assessment;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.intake.Publication;

/** Leads a message through the intake with a trace that writes down, and shows what came out. */
public final class Explainer {

    private static final Logger log = LoggerFactory.getLogger(Explainer.class);

    private final Intake intake;

    Explainer(Intake intake) {
        this.intake = intake;
    }

    /**
     * @param visible whether the caller may know of the patient
     */
    public Explanation explain(Publication message, Predicate<PatientId> visible) {
        RecordedTrace trace = new RecordedTrace();
        boolean known = message.device().isNamed();
        Assessment assessed = assess(message, trace);
        return new Explanation(
                assessed.codec(),
                message.device().model().id(),
                known ? message.device().id().value() : null,
                assessed.isAccepted(),
                trace.steps(),
                assessed.readings().stream()
                        .map(reading -> reading(reading, known, visible))
                        .toList(),
                assessed.faults().stream().map(ExplainedFault::of).toList());
    }

    private Assessment assess(Publication message, RecordedTrace trace) {
        try {
            return intake.assess(message, message.receivedAt(), trace);
        } catch (RuntimeException e) {
            // As the live intake does: a fault of ours is said to be one. The exception's words may
            // quote the payload and stay out of the log.
            log.atError()
                    .addKeyValue("model", message.device().model().id())
                    .addKeyValue("cause", e.getClass().getName())
                    .log("payload could not be explained");
            trace.step("gateway", Outcome.REFUSED, () -> "a fault of the gateway");
            return Assessment.refused(
                    message.device().model().codec(),
                    message.payload(),
                    FailureCode.UNEXPECTED,
                    "a fault of the gateway");
        }
    }

    private static ExplainedReading reading(
            Reading reading, boolean known, Predicate<PatientId> visible) {
        return new ExplainedReading(
                reading.measuredAt(),
                reading.lane(),
                reading.clockQuality(),
                reading.sequence().map(Sequence::number).orElse(null),
                reading.sequence().map(Sequence::boot).filter(boot -> !boot.isEmpty()).orElse(null),
                known
                        ? reading.patientId().filter(visible).map(PatientId::value).orElse(null)
                        : null,
                reading.messageId(),
                values(reading.values()));
    }

    private static List<ExplainedValue> values(List<VitalValue> values) {
        return values.stream()
                .map(value -> {
                    CatalogueEntry entry = value.sign().entry();
                    return new ExplainedValue(
                            value.sign().code(),
                            entry.kind() == CatalogueEntry.Kind.CODED
                                    ? entry.codes().get((int) value.value())
                                    : value.value(),
                            entry.unit(),
                            ValueFlag.codes(value.flags()));
                })
                .toList();
    }
}
