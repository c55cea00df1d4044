package org.vitalwire.gateway.codec.medtech;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.FaultNotes;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.medtech.ContentTemplate.Value;
import org.vitalwire.gateway.codec.medtech.Expression.EvaluationException;
import org.vitalwire.gateway.codec.medtech.GatheredReadings.MeasuredAt;

/** One payload on its way through the templates. Used once. */
final class MedTechDecoding {

    private static final String MATCHED_TOKEN = "matchedToken";
    private static final int NAMED = 20;

    private final MedTechMapping mapping;
    private final EventDocument document;
    private final Payload payload;
    private final DecodingTrace trace;
    private final FaultNotes notes = new FaultNotes();
    private final GatheredReadings readings = new GatheredReadings();
    private int matches;
    private boolean faulty;

    MedTechDecoding(
            MedTechMapping mapping, EventDocument document, Payload payload, DecodingTrace trace) {
        this.mapping = mapping;
        this.document = document;
        this.payload = payload;
        this.trace = trace;
    }

    DecodedPayload decode() {
        mapping.templates().forEach(this::template);
        if (matches == 0 && !faulty) {
            fault(
                    FailureCode.NO_TEMPLATE_MATCHES,
                    mapping.templates().isEmpty()
                            ? "the mapping has no templates"
                            : "none of the templates matches: " + typeNames());
        } else if (readings.isEmpty() && !faulty) {
            fault(FailureCode.UNKNOWN_SIGN, "templates match, but none of their values is a sign");
        }
        List<Fault> faults = new ArrayList<>(0);
        notes.addTo(faults, "", 0, payload.length());
        return new DecodedPayload(readings.all(payload.length()), faults, readings.size() > 1);
    }

    private void template(ContentTemplate template) {
        Object root = document.documentFor(template);
        List<Object> found;
        try {
            found = template.match().all(root);
        } catch (EvaluationException e) {
            fault(
                    FailureCode.TEMPLATE_FAILED,
                    "%s: typeMatchExpression: %s".formatted(template.typeName(), e.why()));
            return;
        }
        matches += found.size();
        trace.step(
                template.path(),
                found.isEmpty() ? Outcome.SKIPPED : Outcome.TAKEN,
                () ->
                        "%s: %s finds %d"
                                .formatted(
                                        template.typeName(),
                                        template.match().text(),
                                        found.size()));
        if (template.kind().seesTheWholeDocument() && !found.isEmpty()) {
            Map<String, Object> scope = EventDocument.withMatch(root);
            for (Object match : found) {
                scope.put(MATCHED_TOKEN, match);
                measurement(template, scope);
            }
        } else {
            found.forEach(match -> measurement(template, match));
        }
    }

    private void measurement(ContentTemplate template, Object scope) {
        if (!isOfThisDevice(template, scope)) {
            return;
        }
        Optional<MeasuredAt> time = measuredTime(template, scope);
        if (time.isEmpty()) {
            return;
        }
        List<TakenValue> taken = new ArrayList<>();
        for (Value value : template.values()) {
            if (!value(template, value, scope, taken)) {
                return;
            }
        }
        for (TakenValue value : taken) {
            switch (readings.add(time.get(), value.value())) {
                case ADDED -> {}
                case SAME ->
                        trace.step(
                                value.path(), Outcome.SKIPPED, () -> "the same is there already");
                case OTHER ->
                        fault(
                                FailureCode.DUPLICATE_SIGN,
                                value.value().sign().code()
                                        + " is given twice for one time, the first was kept");
            }
        }
    }

    private boolean isOfThisDevice(ContentTemplate template, Object scope) {
        if (template.deviceId().isEmpty()) {
            return true;
        }
        String step = template.path() + ".deviceIdExpression";
        if (!mapping.comparesDevice() || payload.device().isEmpty()) {
            trace.step(step, Outcome.SKIPPED, () -> "not compared");
            return true;
        }
        Object found;
        try {
            found = template.deviceId().get().one(scope);
        } catch (EvaluationException e) {
            fault(
                    FailureCode.TEMPLATE_FAILED,
                    "%s: deviceIdExpression: %s".formatted(template.typeName(), e.why()));
            return false;
        }
        String id = found == null ? "" : found.toString();
        if (id.isEmpty() || id.equals(payload.device())) {
            trace.step(
                    step,
                    Outcome.TAKEN,
                    () -> id.isEmpty() ? "none: the connection's" : "the connection's");
            return true;
        }
        trace.step(step, Outcome.REFUSED, () -> id);
        fault(
                FailureCode.OTHER_DEVICE,
                template.typeName() + ": the payload names another device than the connection");
        return false;
    }

    private Optional<MeasuredAt> measuredTime(ContentTemplate template, Object scope) {
        String step = template.path() + ".timestampExpression";
        String why = "timestampExpression finds nothing";
        for (Expression expression : template.times()) {
            Object found;
            try {
                found = expression.one(scope);
            } catch (EvaluationException e) {
                why = "timestampExpression: " + e.why();
                continue;
            }
            if (found instanceof String text) {
                OptionalLong micros = MeasuredTime.parse(text, mapping.zone());
                if (micros.isPresent()) {
                    return Optional.of(stamped(expression, micros.getAsLong(), step, text));
                }
                why = "the time is not an ISO-8601 instant with a zone";
            } else if (found != null) {
                why = "the time is not text; fromUnixTimestamp makes it so";
            }
        }
        String reason = why;
        trace.step(step, Outcome.REFUSED, () -> reason);
        fault(FailureCode.MISSING_TIME, template.typeName() + ": " + reason);
        return Optional.empty();
    }

    /** The enqueued time of an event that we made is when we received it: nobody measured then. */
    private MeasuredAt stamped(Expression expression, long micros, String step, String text) {
        boolean byUs = document.isReceipt(expression);
        trace.step(
                step,
                Outcome.TAKEN,
                () -> byUs ? text + ", the time of receipt: the payload has none" : text);
        return new MeasuredAt(micros, byUs ? TimeBase.RECEIPT : TimeBase.DEVICE);
    }

    /** A value and where its template stands. */
    private record TakenValue(String path, org.vitalwire.contracts.reading.VitalValue value) {}

    /** Returns false when there is no measurement without it. */
    private boolean value(
            ContentTemplate template, Value value, Object scope, List<TakenValue> taken) {
        String name = template.typeName() + "." + value.name();
        Object found;
        try {
            found = value.expression().one(scope);
        } catch (EvaluationException e) {
            return failed(value, name, e.why());
        }
        if (found == null || isBlank(found)) {
            if (value.required()) {
                return failed(value, name, value.expression().text() + " finds nothing");
            }
            trace.step(value.path(), Outcome.SKIPPED, () -> name + ": not there, not required");
            return true;
        }
        Optional<NamedSign> sign = mapping.sign(value);
        if (sign.isEmpty()) {
            trace.step(value.path(), Outcome.SKIPPED, () -> name + ": not taken over");
            return true;
        }
        switch (ReadValue.of(sign.get(), found)) {
            case ReadValue.Taken(var vital) -> {
                taken.add(new TakenValue(value.path(), vital));
                trace.step(
                        value.path(),
                        Outcome.TAKEN,
                        () ->
                                "%s: %s is %s %s %s"
                                        .formatted(
                                                name,
                                                found,
                                                vital.sign().code(),
                                                vital.sign().entry().format(vital.value()),
                                                vital.sign().entry().unitDisplay()));
            }
            case ReadValue.Refused(var code, var why) -> {
                trace.step(value.path(), Outcome.REFUSED, () -> name + ": " + why);
                fault(code, name + ": " + why);
            }
        }
        return true;
    }

    private boolean failed(Value value, String name, String why) {
        trace.step(value.path(), Outcome.REFUSED, () -> name + ": " + why);
        fault(FailureCode.TEMPLATE_FAILED, name + ": " + why);
        return !value.required();
    }

    private static boolean isBlank(Object found) {
        return found instanceof String text && text.isBlank();
    }

    private void fault(FailureCode code, String reason) {
        faulty = true;
        notes.note(code, reason);
    }

    private String typeNames() {
        List<String> names =
                mapping.templates().stream().map(ContentTemplate::typeName).distinct().toList();
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "");
    }
}
