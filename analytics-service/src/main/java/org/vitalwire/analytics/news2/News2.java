package org.vitalwire.analytics.news2;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.News2Table.Gas;
import org.vitalwire.analytics.news2.Scored.Part;

/**
 * Scores NEWS2. What the paper chart leaves open is decided so:
 *
 * <ul>
 *   <li>values are rounded to chart resolution before they are banded;
 *   <li>the pulse is the ECG's heart rate, else the pulse rate; the systolic pressure is the
 *       cuff's, else the invasive one;
 *   <li>a patient is on oxygen when the flow is above 0 or FiO2 above 21 %, and on air only when
 *       one of them says so; between two that disagree the newer one is believed once it is newer
 *       by {@value #TAKEOVER_MINUTES} minutes, until then whichever says oxygen;
 *   <li>on scale 2 an SpO2 of 93 % and more without knowing the gas cannot be scored and counts as
 *       missing.
 * </ul>
 */
public final class News2 {

    public static final String SCORE = "news2";

    private static final int TAKEOVER_MINUTES = 15;
    private static final long TAKEOVER = TAKEOVER_MINUTES * 60_000_000L;
    private static final double AIR_FIO2 = 21;

    private final News2Table table;
    private final Freshness freshness;

    public News2(News2Table table, Freshness freshness) {
        this.table = table;
        this.freshness = freshness;
    }

    /**
     * The score of what is fresh at {@code now}.
     *
     * @param scale SpO2 scale, 1 or 2
     * @param now event time, microseconds
     */
    public Scored score(Inputs inputs, int scale, long now) {
        return score(inputs, scale, now, 1);
    }

    /**
     * The score of what was fresh within twice the time allowed: a finding does not end because an
     * input that raised it has aged.
     */
    public Scored scoreLenient(Inputs inputs, int scale, long now) {
        return score(inputs, scale, now, 2);
    }

    private Scored score(Inputs inputs, int scale, long now, int lenience) {
        Reader reader = new Reader(inputs, now, lenience);
        @Nullable Part[] parts = new @Nullable Part[Parameter.count()];
        Oxygen oxygen = reader.oxygen();
        parts[Parameter.OXYGEN.index()] = oxygen.part();
        for (int i = 0; i < parts.length; i++) {
            switch (Parameter.at(i)) {
                case RESPIRATORY_RATE ->
                        parts[i] = part(Parameter.RESPIRATORY_RATE, reader, Slot.RESPIRATORY_RATE);
                case SPO2 -> parts[i] = spo2(reader, scale, oxygen.gas());
                case OXYGEN -> {
                    // already there, as SpO2 needs it
                }
                case SYSTOLIC_PRESSURE ->
                        parts[i] =
                                part(
                                        Parameter.SYSTOLIC_PRESSURE,
                                        reader,
                                        reader.preferred(
                                                Slot.CUFF_SYSTOLIC, Slot.INVASIVE_SYSTOLIC));
                case PULSE ->
                        parts[i] =
                                part(
                                        Parameter.PULSE,
                                        reader,
                                        reader.preferred(Slot.HEART_RATE, Slot.PULSE_RATE));
                case CONSCIOUSNESS ->
                        parts[i] = part(Parameter.CONSCIOUSNESS, reader, Slot.CONSCIOUSNESS);
                case TEMPERATURE ->
                        parts[i] = part(Parameter.TEMPERATURE, reader, Slot.TEMPERATURE);
            }
        }
        return new Scored(table, parts, scale);
    }

    private @Nullable Part part(Parameter parameter, Reader reader, Slot slot) {
        return part(parameter, reader, slot, 1, Gas.ANY);
    }

    private @Nullable Part spo2(Reader reader, int scale, Gas gas) {
        return part(Parameter.SPO2, reader, Slot.SPO2, scale, gas);
    }

    private @Nullable Part part(Parameter parameter, Reader reader, Slot slot, int scale, Gas gas) {
        Input input = reader.fresh(slot);
        if (input == null) {
            return null;
        }
        OptionalInt points = table.points(parameter, input.value(), scale, gas);
        return points.isEmpty()
                ? null
                : new Part(
                        input.value(), points.getAsInt(), freshness.validUntil(slot, input), input);
    }

    private record Oxygen(Gas gas, @Nullable Part part) {}

    private final class Reader {

        private final Inputs inputs;
        private final long now;
        private final int lenience;

        Reader(Inputs inputs, long now, int lenience) {
            this.inputs = inputs;
            this.now = now;
            this.lenience = lenience;
        }

        @Nullable Input fresh(Slot slot) {
            Input input = inputs.get(slot);
            if (input == null) {
                return null;
            }
            long valid = freshness.validUntil(slot, input) - input.at();
            return now < input.at() + lenience * valid ? input : null;
        }

        Slot preferred(Slot first, Slot second) {
            return fresh(first) == null ? second : first;
        }

        Oxygen oxygen() {
            Input flow = fresh(Slot.OXYGEN_FLOW);
            Input fraction = fresh(Slot.FIO2);
            if (flow == null && fraction == null) {
                return new Oxygen(Gas.ANY, null);
            }
            boolean byFlow;
            if (flow == null || fraction == null) {
                byFlow = flow != null;
            } else if (Math.abs(flow.at() - fraction.at()) > TAKEOVER) {
                byFlow = flow.at() > fraction.at();
            } else {
                byFlow = flow.value() > 0 || fraction.value() <= AIR_FIO2;
            }
            Slot slot = byFlow ? Slot.OXYGEN_FLOW : Slot.FIO2;
            Input input = byFlow ? flow : fraction;
            if (input == null) {
                throw new IllegalStateException(EventTime.instant(now) + ": no oxygen input");
            }
            boolean onOxygen = byFlow ? input.value() > 0 : input.value() > AIR_FIO2;
            double value = onOxygen ? 1 : 0;
            int points = table.points(Parameter.OXYGEN, value, 1, Gas.ANY).orElseThrow();
            return new Oxygen(
                    onOxygen ? Gas.OXYGEN : Gas.AIR,
                    new Part(value, points, freshness.validUntil(slot, input), input));
        }
    }
}
