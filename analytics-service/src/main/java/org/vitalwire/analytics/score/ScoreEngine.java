package org.vitalwire.analytics.score;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.score.Refusal.Reason;
import org.vitalwire.analytics.score.Tally.Part;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Scores one table. Immutable and free of time: the same features at the same time give the same
 * result. What holds for every table:
 *
 * <ul>
 *   <li>values are rounded to chart resolution before they are banded;
 *   <li>a value that is too old, or no number, is missing;
 *   <li>where age changes the bands and is not known, nothing is scored; where the patient is known
 *       to be of another age than the table is for, neither. A table for adults is used for a
 *       patient without a birth date: a ward for children does not put it into its policy.
 * </ul>
 */
public final class ScoreEngine {

    private static final long DAY = EventTime.micros(Duration.ofDays(1));

    /** One more than the highest number of a sign. */
    private static final int SIGNS =
            1 + Arrays.stream(VitalSign.values()).mapToInt(VitalSign::number).max().orElseThrow();

    private final ScoreDefinition definition;

    /** Of each source of each parameter; for ratios and means by sign instead. */
    private final long[][] validFor;

    private final long[] validForSign;
    private final List<Score.Component> nothing;

    public ScoreEngine(ScoreDefinition definition) {
        this(definition, Map.of());
    }

    /**
     * @param freshness by name of the input, where a policy differs from the table
     */
    public ScoreEngine(ScoreDefinition definition, Map<String, Duration> freshness) {
        this.definition = definition;
        switch (definition) {
            case ScoreTable table -> {
                this.validFor =
                        table.parameters().stream()
                                .map(parameter ->
                                        parameter.sources().stream()
                                                .mapToLong(source ->
                                                        validFor(
                                                                source.feature().name(),
                                                                table,
                                                                freshness))
                                                .toArray())
                                .toArray(long[][]::new);
                this.validForSign = new long[SIGNS];
                for (VitalSign sign : VitalSign.values()) {
                    validForSign[sign.number()] = validFor(sign.code(), table, freshness);
                }
                this.nothing =
                        table.parameters().stream()
                                .map(parameter ->
                                        new Score.Component(
                                                parameter.name(),
                                                parameter.maxPoints(0),
                                                Optional.empty()))
                                .toList();
            }
            case UnfilledSlot _ -> {
                this.validFor = new long[0][];
                this.validForSign = new long[0];
                this.nothing = List.of(new Score.Component("table", 0, Optional.empty()));
            }
        }
    }

    public ScoreDefinition definition() {
        return definition;
    }

    /** Of the input whose values age first, microseconds; none for a slot without a table. */
    public OptionalLong shortestFreshness() {
        return Arrays.stream(validFor).flatMapToLong(Arrays::stream).min();
    }

    /**
     * The score of what is fresh at {@code now}.
     *
     * @param bornOn from the census, where it is known
     * @param now event time, microseconds
     */
    public ScoreResult score(Features features, Optional<LocalDate> bornOn, long now) {
        return score(features, bornOn, now, 1);
    }

    /**
     * The score of what was fresh within twice the time allowed: a finding does not end because an
     * input that raised it has aged.
     */
    public ScoreResult scoreLenient(Features features, Optional<LocalDate> bornOn, long now) {
        return score(features, bornOn, now, 2);
    }

    /**
     * Measured time of the newest input that the table can use, stale or not; microseconds, {@link
     * EventTime#NEVER} where there is none.
     */
    public long newestAt(Features features) {
        long newest = EventTime.NEVER;
        if (definition instanceof ScoreTable table) {
            for (ScoreParameter parameter : table.parameters()) {
                for (Source source : parameter.sources()) {
                    newest = Math.max(newest, newestAt(features, source.feature()));
                }
            }
        }
        return newest;
    }

    private static long newestAt(Features features, Feature feature) {
        return switch (feature) {
            case Feature.Declared declared -> at(features.declared(declared.name()));
            case Feature.Level level -> at(features.level(level.sign()));
            case Feature.Slope slope -> at(features.level(slope.sign()));
            case Feature.Deviation deviation -> at(features.level(deviation.sign()));
            case Feature.Ratio ratio ->
                    Math.max(
                            at(features.level(ratio.numerator())),
                            at(features.level(ratio.denominator())));
            case Feature.MeanOf mean ->
                    Math.max(
                            at(features.level(mean.systolic())),
                            at(features.level(mean.diastolic())));
        };
    }

    private static long at(@Nullable Measured measured) {
        return measured == null ? EventTime.NEVER : measured.at();
    }

    private ScoreResult score(
            Features features, Optional<LocalDate> bornOn, long now, int lenience) {
        return switch (definition) {
            case UnfilledSlot slot ->
                    new Refusal(slot.score(), Reason.NO_TABLE, slot.reason(), nothing);
            case ScoreTable table -> score(table, features, bornOn, now, lenience);
        };
    }

    private ScoreResult score(
            ScoreTable table,
            Features features,
            Optional<LocalDate> bornOn,
            long now,
            int lenience) {
        if (bornOn.isEmpty() && table.ageNeeded()) {
            return new Refusal(
                    table.score(),
                    Reason.AGE_UNKNOWN,
                    "its bands depend on the age, and the patient's birth date is not known",
                    nothing);
        }
        int age = bornOn.isEmpty() ? 0 : ageRange(table.ages(), bornOn.get(), now);
        if (age < 0) {
            return new Refusal(
                    table.score(),
                    Reason.AGE_OUTSIDE,
                    "the table is not for patients of this age",
                    nothing);
        }
        List<ScoreParameter> parameters = table.parameters();
        @Nullable Part[] parts = new @Nullable Part[parameters.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(parameters.get(i), validFor[i], age, features, now, lenience);
        }
        return new Tally(table, age, parts);
    }

    private static int ageRange(List<AgeRange> ages, LocalDate bornOn, long now) {
        long day = Math.floorDiv(now, DAY);
        for (int i = 0; i < ages.size(); i++) {
            if (ages.get(i).covers(bornOn, day)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Part part(
            ScoreParameter parameter,
            long[] freshness,
            int age,
            Features features,
            long now,
            int lenience) {
        List<Source> sources = parameter.sources();
        Part chosen = null;
        boolean all = true;
        for (int i = 0; i < sources.size(); i++) {
            Part part = part(sources.get(i), freshness[i], age, features, now, lenience);
            if (part == null) {
                all = false;
            } else if (chosen == null) {
                chosen = part;
                if (parameter.take() == Take.FIRST) {
                    return chosen;
                }
            } else {
                chosen = better(parameter.take(), chosen, part);
            }
        }
        if (parameter.take() == Take.ANY && !all && chosen != null && chosen.points() == 0) {
            return null;
        }
        return chosen;
    }

    private static Part better(Take take, Part chosen, Part other) {
        return switch (take) {
            case FIRST -> chosen;
            case NEWEST -> other.at() > chosen.at() ? other : chosen;
            case ANY -> other.points() > chosen.points() ? other : chosen;
            case WORST -> {
                if (Math.abs(other.at() - chosen.at()) > Take.TAKEOVER) {
                    yield other.at() > chosen.at() ? other : chosen;
                }
                yield other.points() > chosen.points() ? other : chosen;
            }
        };
    }

    private @Nullable Part part(
            Source source, long validFor, int age, Features features, long now, int lenience) {
        Feature feature = source.feature();
        return switch (feature) {
            case Feature.Level level ->
                    one(source, age, features.level(level.sign()), validFor, lenience, now);
            case Feature.Slope slope ->
                    one(source, age, features.slope(slope.sign()), validFor, lenience, now);
            case Feature.Deviation deviation ->
                    one(source, age, features.deviation(deviation.sign()), validFor, lenience, now);
            case Feature.Declared declared ->
                    one(source, age, features.declared(declared.name()), validFor, lenience, now);
            case Feature.Ratio ratio -> {
                Measured above = fresh(features, ratio.numerator(), lenience, now);
                Measured below = fresh(features, ratio.denominator(), lenience, now);
                yield above == null || below == null
                        ? null
                        : two(
                                source,
                                age,
                                above.value() / below.value(),
                                above,
                                below,
                                until(above, ratio.numerator()),
                                until(below, ratio.denominator()));
            }
            case Feature.MeanOf mean -> {
                Measured systolic = fresh(features, mean.systolic(), lenience, now);
                Measured diastolic = fresh(features, mean.diastolic(), lenience, now);
                yield systolic == null || diastolic == null || systolic.at() != diastolic.at()
                        ? null
                        : two(
                                source,
                                age,
                                (systolic.value() + 2 * diastolic.value()) / 3,
                                systolic,
                                diastolic,
                                until(systolic, mean.systolic()),
                                until(diastolic, mean.diastolic()));
            }
        };
    }

    private static @Nullable Part one(
            Source source,
            int age,
            @Nullable Measured measured,
            long validFor,
            int lenience,
            long now) {
        if (measured == null
                || now >= measured.at() + lenience * validFor
                || !Double.isFinite(measured.value())) {
            return null;
        }
        double banded = source.feature().quantise(measured.value());
        return new Part(
                source.feature(),
                banded,
                source.byAge().get(age).of(banded),
                measured.at(),
                measured.at() + validFor,
                measured,
                null);
    }

    private static @Nullable Part two(
            Source source,
            int age,
            double value,
            Measured first,
            Measured second,
            long firstUntil,
            long secondUntil) {
        if (!Double.isFinite(value)) {
            return null;
        }
        double banded = source.feature().quantise(value);
        return new Part(
                source.feature(),
                banded,
                source.byAge().get(age).of(banded),
                Math.min(first.at(), second.at()),
                Math.min(firstUntil, secondUntil),
                first,
                second);
    }

    private @Nullable Measured fresh(Features features, VitalSign sign, int lenience, long now) {
        Measured measured = features.level(sign);
        return measured == null || now >= measured.at() + lenience * validForSign[sign.number()]
                ? null
                : measured;
    }

    private long until(Measured measured, VitalSign sign) {
        return measured.at() + validForSign[sign.number()];
    }

    private static long validFor(String input, ScoreTable table, Map<String, Duration> freshness) {
        Duration ofPolicy = freshness.get(input);
        if (ofPolicy != null) {
            return EventTime.micros(ofPolicy);
        }
        Long ofTable = table.validFor().get(input);
        return ofTable == null ? DeclaredInputs.shipped().validFor(input) : ofTable;
    }
}
