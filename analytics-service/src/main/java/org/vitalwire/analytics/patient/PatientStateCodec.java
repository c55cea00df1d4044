package org.vitalwire.analytics.patient;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.ConditionState.Cadence;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.StepState;
import org.vitalwire.analytics.condition.StepState.Status;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.Inputs;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.quality.QualityMemory;
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

    private static final int FORMAT = 2;
    private static final int SYNTHETIC = 1;
    private static final int CLOCK_OFF = 2;
    private static final int BATTERY_LOW = 4;
    private static final int FIRST = 128;
    private static final int TOLD_SO = 1;
    private static final int SAID = 2;
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
        out.flag(state.bornOn.isPresent());
        state.bornOn.ifPresent(date -> out.signed(date.toEpochDay()));
        track(out, state.live);
        Track retrospective = state.retrospective;
        out.flag(retrospective != null);
        if (retrospective != null) {
            track(out, retrospective);
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
        state.bornOn =
                in.flag() ? Optional.of(LocalDate.ofEpochDay(in.signed())) : Optional.empty();
        state.live = track(in);
        if (in.flag()) {
            state.retrospective = track(in);
        }
        return state;
    }

    private static void track(StateWriter out, Track track) {
        out.base(track.newestAt);
        out.time(track.settledTo);
        out.time(track.heardAt);
        lane(out, track.settled, track.told);
        told(out, track);
        track.recent.write(out);
        out.varint(track.pending.size());
        Measurement before = null;
        for (Measurement message : track.pending) {
            message.write(out, before);
            before = message;
        }
    }

    private static Track track(StateReader in) {
        long newestAt = in.base();
        long settledTo = in.time();
        long heardAt = in.time();
        Told told = new Told();
        Lane settled = lane(in, told);
        told(in, told);
        Track track = new Track(told, RecentMessages.read(in));
        track.newestAt = newestAt;
        track.settledTo = settledTo;
        track.heardAt = heardAt;
        track.settled = settled;
        int pending = (int) in.varint();
        Measurement before = null;
        for (int i = 0; i < pending; i++) {
            before = Measurement.read(in, before);
            track.pending.add(before);
        }
        return track;
    }

    private static void lane(StateWriter out, Lane lane, Told told) {
        out.time(lane.clock);
        out.signed(lane.lag);
        out.bits(
                (lane.synthetic ? SYNTHETIC : 0)
                        | (lane.offDevice == 0 ? 0 : CLOCK_OFF)
                        | (lane.lowDevice == 0 ? 0 : BATTERY_LOW));
        if (lane.offDevice != 0) {
            out.fixed32(lane.offDevice);
        }
        if (lane.lowDevice != 0) {
            out.fixed32(lane.lowDevice);
        }
        IdTable ids = new IdTable();
        for (int i = 0; i < Slot.count(); i++) {
            Input input = lane.inputs.get(Slot.at(i));
            if (input != null) {
                ids.add(input.messageId());
            }
        }
        lane.signs.addIds(ids);
        ids.write(out);
        inputs(out, lane, ids);
        lane.rhythms.write(out);
        lane.quality.write(out);
        lane.signs.write(out, ids);
        lane.artefacts.write(out);
        out.varint(lane.conditions().size());
        String before = "";
        for (Map.Entry<String, ConditionState> entry : lane.conditions().entrySet()) {
            out.textAfter(before, entry.getKey());
            before = entry.getKey();
            condition(out, entry.getValue(), told.of(entry.getKey()));
        }
    }

    private static Lane lane(StateReader in, Told told) {
        long clock = in.time();
        long lag = in.signed();
        int bits = in.bits();
        int offDevice = (bits & CLOCK_OFF) != 0 ? in.fixed32() : 0;
        int lowDevice = (bits & BATTERY_LOW) != 0 ? in.fixed32() : 0;
        IdTable ids = IdTable.read(in);
        Inputs inputs = inputs(in, ids);
        Rhythms rhythms = Rhythms.read(in);
        QualityMemory quality = QualityMemory.read(in);
        Signs signs = Signs.read(in, ids);
        ArtefactCounts artefacts = ArtefactCounts.read(in);
        TreeMap<String, ConditionState> conditions = new TreeMap<>();
        int count = (int) in.varint();
        String name = "";
        for (int i = 0; i < count; i++) {
            name = in.textAfter(name);
            condition(in, name, conditions, told);
        }
        Lane lane = new Lane(inputs, rhythms, quality, signs, artefacts, conditions);
        lane.offDevice = offDevice;
        lane.lowDevice = lowDevice;
        lane.clock = clock;
        lane.lag = lag;
        lane.synthetic = (bits & SYNTHETIC) != 0;
        return lane;
    }

    private static void inputs(StateWriter out, Lane lane, IdTable ids) {
        int present = 0;
        for (int i = 0; i < Slot.count(); i++) {
            present += lane.inputs.get(Slot.at(i)) == null ? 0 : 1;
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

    private static Inputs inputs(StateReader in, IdTable ids) {
        Inputs inputs = new Inputs();
        int present = (int) in.varint();
        for (int i = 0; i < present; i++) {
            Slot slot = Slot.at(in.bits());
            VitalSign sign = VitalSign.ofNumber((int) in.varint()).orElseThrow();
            double value = in.value();
            long at = in.time();
            inputs.put(slot, new Input(sign, value, at, ids.at((int) in.varint())));
        }
        return inputs;
    }

    /** Told is mostly what the settled lane said last: that is not written twice. */
    private static boolean isToldSo(ConditionState state, @Nullable Announcement told) {
        if (told == null || state.last().isEmpty()) {
            return false;
        }
        Announcement last = state.last().get();
        return last.equals(told);
    }

    private static void told(StateWriter out, Track track) {
        Told told = track.told;
        out.time(told.scoreAt);
        out.varint(told.scoreSignature);
        out.time(told.agedTo);
        out.varint(told.scores().size());
        told.scores()
                .forEach((name, score) -> {
                    out.text(name);
                    out.varint(score.signature());
                    out.time(score.at());
                });
        int others = 0;
        for (Map.Entry<String, Announcement> entry : told.findings().entrySet()) {
            others += isWrittenAsCondition(track.settled, entry) ? 0 : 1;
        }
        out.varint(others);
        for (Map.Entry<String, Announcement> entry : told.findings().entrySet()) {
            if (!isWrittenAsCondition(track.settled, entry)) {
                out.text(entry.getKey());
                announcement(out, entry.getValue());
            }
        }
    }

    private static boolean isWrittenAsCondition(
            Lane settled, Map.Entry<String, Announcement> told) {
        ConditionState state = settled.condition(told.getKey());
        return state != null && isToldSo(state, told.getValue());
    }

    private static void told(StateReader in, Told told) {
        told.scoreAt = in.time();
        told.scoreSignature = (int) in.varint();
        told.agedTo = in.time();
        int scores = (int) in.varint();
        for (int i = 0; i < scores; i++) {
            String name = in.text();
            long signature = in.varint();
            told.tellScore(name, new Told.OfScore(signature, in.time()));
        }
        int others = (int) in.varint();
        for (int i = 0; i < others; i++) {
            String condition = in.text();
            told.tell(condition, announcement(in));
        }
    }

    private static void condition(
            StateWriter out, ConditionState state, @Nullable Announcement told) {
        out.time(state.lastAt());
        out.bits(state.cadence().ordinal() | state.source() << 2);
        out.bits(
                state.steps().size() << 2
                        | (state.last().isPresent() ? SAID : 0)
                        | (isToldSo(state, told) ? TOLD_SO : 0));
        for (StepState step : state.steps()) {
            out.bits(step.status().ordinal());
            if (step.isWaiting()) {
                out.time(step.since());
            }
        }
        if (state.last().isPresent()) {
            announcement(out, state.last().get());
        }
    }

    private static void condition(
            StateReader in, String name, Map<String, ConditionState> conditions, Told told) {
        long lastAt = in.time();
        int cadenceAndSource = in.bits();
        int bits = in.bits();
        int stepCount = bits >> 2;
        List<StepState> steps = new ArrayList<>(stepCount);
        for (int i = 0; i < stepCount; i++) {
            Status status = STATUSES[in.bits()];
            boolean waiting = status == Status.PENDING || status == Status.CLEARING;
            steps.add(new StepState(status, waiting ? in.time() : EventTime.NEVER));
        }
        Optional<Announcement> last =
                (bits & SAID) != 0 ? Optional.of(announcement(in)) : Optional.empty();
        conditions.put(
                name,
                new ConditionState(
                        lastAt,
                        CADENCES[cadenceAndSource & 3],
                        cadenceAndSource >> 2,
                        steps,
                        last));
        if ((bits & TOLD_SO) != 0) {
            last.ifPresent(said -> told.tell(name, said));
        }
    }

    private static void announcement(StateWriter out, Announcement said) {
        boolean isFirst = said.at() == said.startedAt();
        out.bits(said.phase().ordinal() | said.depth() << 2 | (isFirst ? FIRST : 0));
        out.time(said.startedAt());
        if (!isFirst) {
            out.time(said.at());
        }
        out.time(said.since());
        out.value(said.value());
        out.fixed32((int) said.cause());
    }

    private static Announcement announcement(StateReader in) {
        int bits = in.bits();
        long startedAt = in.time();
        long at = (bits & FIRST) != 0 ? startedAt : in.time();
        return new Announcement(
                PHASES[bits & 3],
                bits >> 2 & 31,
                startedAt,
                at,
                in.time(),
                in.value(),
                in.fixed32());
    }
}
