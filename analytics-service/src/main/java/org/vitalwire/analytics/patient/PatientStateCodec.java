package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.ConditionState.Cadence;
import org.vitalwire.analytics.condition.StepState;
import org.vitalwire.analytics.condition.StepState.Status;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The state of a patient to bytes and back; some hundred bytes, at most 2 KB with the default
 * policy. A format of a later release is not read but forgotten: analytics then starts anew for
 * that patient, as after a gap.
 */
@SuppressWarnings("EnumOrdinal") // the format byte guards the order
public final class PatientStateCodec {

    private static final int FORMAT = 1;
    private static final Status[] STATUSES = Status.values();
    private static final Cadence[] CADENCES = Cadence.values();
    private static final Phase[] PHASES = Phase.values();

    private PatientStateCodec() {}

    public static byte[] encode(PatientState state) {
        StateWriter out = new StateWriter();
        out.bits(FORMAT);
        out.base(0);
        out.bits(state.orders.scale() * 3 + state.orders.previousScale());
        out.time(state.orders.orderedAt());
        lane(out, state.live);
        Lane retrospective = state.retrospective;
        out.bits(retrospective == null ? 0 : 1);
        if (retrospective != null) {
            lane(out, retrospective);
        }
        return out.toBytes();
    }

    public static PatientState decode(byte @Nullable [] bytes) {
        PatientState state = new PatientState();
        if (bytes == null || bytes.length == 0 || bytes[0] != FORMAT) {
            return state;
        }
        StateReader in = new StateReader(bytes);
        in.bits();
        in.base();
        int scales = in.bits();
        long orderedAt = in.time();
        state.orders =
                orderedAt == ScaleOrders.NONE.orderedAt()
                        ? ScaleOrders.NONE
                        : new ScaleOrders(scales / 3, scales % 3, orderedAt);
        state.live = lane(in);
        if (in.bits() == 1) {
            state.retrospective = lane(in);
        }
        return state;
    }

    private static void lane(StateWriter out, Lane lane) {
        out.base(lane.clock);
        out.time(lane.heardAt);
        out.signed(lane.lag);
        out.bits(lane.synthetic ? 1 : 0);
        out.time(lane.scoreAt);
        out.varint(lane.scoreSignature);
        inputs(out, lane);
        condition(out, lane.news2);
        out.varint(lane.limits().size());
        for (Map.Entry<String, ConditionState> limit : lane.limits().entrySet()) {
            out.text(limit.getKey());
            condition(out, limit.getValue());
        }
    }

    private static Lane lane(StateReader in) {
        Lane lane = new Lane();
        lane.clock = in.base();
        lane.heardAt = in.time();
        lane.lag = in.signed();
        lane.synthetic = in.bits() == 1;
        lane.scoreAt = in.time();
        lane.scoreSignature = (int) in.varint();
        inputs(in, lane);
        lane.news2 = condition(in);
        int limits = (int) in.varint();
        for (int i = 0; i < limits; i++) {
            String condition = in.text();
            lane.setLimit(condition, condition(in));
        }
        return lane;
    }

    /** Most inputs come with one message: its id is written once. */
    private static void inputs(StateWriter out, Lane lane) {
        List<String> ids = new ArrayList<>(4);
        int present = 0;
        for (int i = 0; i < Slot.count(); i++) {
            Input input = lane.inputs.get(Slot.at(i));
            if (input != null) {
                present++;
                if (!ids.contains(input.messageId())) {
                    ids.add(input.messageId());
                }
            }
        }
        out.varint(ids.size());
        for (String id : ids) {
            out.text(id);
        }
        out.varint(present);
        for (int i = 0; i < Slot.count(); i++) {
            Input input = lane.inputs.get(Slot.at(i));
            if (input != null) {
                out.bits(i);
                out.varint(input.sign().number());
                out.value(input.value());
                out.time(input.at());
                out.varint(ids.indexOf(input.messageId()));
            }
        }
    }

    private static void inputs(StateReader in, Lane lane) {
        int idCount = (int) in.varint();
        List<String> ids = new ArrayList<>(idCount);
        for (int i = 0; i < idCount; i++) {
            ids.add(in.text());
        }
        int present = (int) in.varint();
        for (int i = 0; i < present; i++) {
            Slot slot = Slot.at(in.bits());
            VitalSign sign = VitalSign.ofNumber((int) in.varint()).orElseThrow();
            double value = in.value();
            long at = in.time();
            lane.inputs.put(slot, new Input(sign, value, at, ids.get((int) in.varint())));
        }
    }

    private static void condition(StateWriter out, ConditionState state) {
        out.time(state.lastAt());
        out.bits(state.cadence().ordinal() | state.source() << 2);
        out.bits(state.steps().size());
        for (StepState step : state.steps()) {
            out.bits(step.status().ordinal());
            out.time(step.since());
        }
        out.bits(state.last().isPresent() ? 1 : 0);
        if (state.last().isPresent()) {
            Announcement last = state.last().get();
            out.bits(last.phase().ordinal() | last.depth() << 2);
            out.time(last.startedAt());
            out.time(last.at());
            out.time(last.since());
            out.value(last.value());
            out.fixed64(last.cause());
        }
    }

    private static ConditionState condition(StateReader in) {
        long lastAt = in.time();
        int cadenceAndSource = in.bits();
        int stepCount = in.bits();
        List<StepState> steps = new ArrayList<>(stepCount);
        for (int i = 0; i < stepCount; i++) {
            Status status = STATUSES[in.bits()];
            steps.add(new StepState(status, in.time()));
        }
        Optional<Announcement> last = Optional.empty();
        if (in.bits() == 1) {
            int phaseAndDepth = in.bits();
            last =
                    Optional.of(
                            new Announcement(
                                    PHASES[phaseAndDepth & 3],
                                    phaseAndDepth >> 2,
                                    in.time(),
                                    in.time(),
                                    in.time(),
                                    in.value(),
                                    in.fixed64()));
        }
        return new ConditionState(
                lastAt, CADENCES[cadenceAndSource & 3], cadenceAndSource >> 2, steps, last);
    }
}
