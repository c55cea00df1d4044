package org.vitalwire.analytics.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.vitals.VitalSign;

/** The points of each parameter of a table that could be scored. */
public final class Tally implements ScoreResult {

    /** The signature of a tally begins above that of every refusal. */
    private static final long TALLIED = 7;

    /**
     * One parameter that could be scored.
     *
     * @param value as it was banded
     * @param at measured time, microseconds; of two inputs the older
     * @param validUntil microseconds
     * @param first what it rests on
     * @param second what it also rests on, of a ratio or a mean
     */
    record Part(
            Feature feature,
            double value,
            int points,
            long at,
            long validUntil,
            Measured first,
            @Nullable Measured second) {}

    private final ScoreTable table;
    private final int age;
    private final @Nullable Part[] parts;
    private final int lowerBound;
    private final int hidden;
    private final int missing;

    /**
     * @param age index of the age range
     * @param parts one for each parameter of the table
     */
    Tally(ScoreTable table, int age, @Nullable Part[] parts) {
        this.table = table;
        this.age = age;
        this.parts = parts;
        int known = 0;
        int unknown = 0;
        int absent = 0;
        for (int i = 0; i < parts.length; i++) {
            Part part = parts[i];
            if (part == null) {
                unknown += table.parameters().get(i).maxPoints(age);
                absent++;
            } else {
                known += part.points();
            }
        }
        this.lowerBound = known;
        this.hidden = unknown;
        this.missing = absent;
    }

    /** Of the parameter with that index; null where it is missing. */
    @Nullable Part part(int index) {
        return parts[index];
    }

    @Override
    public String score() {
        return table.score();
    }

    @Override
    public OptionalInt total() {
        return missing == 0 ? OptionalInt.of(lowerBound) : OptionalInt.empty();
    }

    @Override
    public int lowerBound() {
        return lowerBound;
    }

    @Override
    public int upperBound() {
        return lowerBound + hidden;
    }

    @Override
    public boolean isEmpty() {
        return missing == parts.length;
    }

    @Override
    public List<String> missing() {
        List<String> names = new ArrayList<>(missing);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == null) {
                names.add(table.parameters().get(i).name());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<String> risk() {
        String risk = null;
        for (Score.Risk step : table.risks()) {
            if (lowerBound >= step.atLeast()) {
                risk = step.name();
            }
        }
        return Optional.ofNullable(risk);
    }

    @Override
    public Optional<String> ageRange() {
        return table.ages().size() > 1
                ? Optional.of(table.ages().get(age).name())
                : Optional.empty();
    }

    @Override
    public long signature() {
        // Digits of a number of mixed, odd bases: exact until it overflows, and then still a hash.
        long signature = TALLIED + age;
        for (int i = 0; i < parts.length; i++) {
            Part part = parts[i];
            int most = table.parameters().get(i).maxPoints(age);
            signature = signature * (2L * most + 3) + (part == null ? most + 1 : part.points());
        }
        return signature & Long.MAX_VALUE;
    }

    @Override
    public List<Score.Component> components() {
        List<Score.Component> components = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            ScoreParameter parameter = table.parameters().get(i);
            Part part = parts[i];
            components.add(
                    new Score.Component(
                            parameter.name(),
                            parameter.maxPoints(age),
                            part == null ? Optional.empty() : Optional.of(input(parameter, part))));
        }
        return components;
    }

    private static Score.Input input(ScoreParameter parameter, Part part) {
        String measured = part.feature().name();
        return new Score.Input(
                part.value(),
                part.points(),
                EventTime.instant(part.at()),
                EventTime.instant(part.validUntil()),
                part.first().messageId(),
                measured.equals(parameter.name()) ? Optional.empty() : Optional.of(measured));
    }

    @Override
    public Optional<Score.Table> table() {
        return Optional.of(new Score.Table(table.edition(), ageRange(), table.risks()));
    }

    @Override
    public Optional<Score.Refusal> refusal() {
        return Optional.empty();
    }

    @Override
    public List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(parts.length);
        for (Part part : parts) {
            if (part != null) {
                switch (part.feature()) {
                    case Feature.Level level -> add(evidence, level.sign(), part.first());
                    case Feature.Ratio _, Feature.MeanOf _ -> {
                        List<VitalSign> signs = part.feature().signs();
                        add(evidence, signs.getFirst(), part.first());
                        Measured second = part.second();
                        if (second != null) {
                            add(evidence, signs.getLast(), second);
                        }
                    }
                    // A slope or a deviation is no value of its sign.
                    case Feature.Slope _, Feature.Deviation _, Feature.Declared _ -> {}
                }
            }
        }
        return evidence;
    }

    private static void add(List<Evidence> evidence, VitalSign sign, Measured measured) {
        evidence.add(new Evidence(sign, measured.value(), EventTime.instant(measured.at())));
    }

    @Override
    public String explain() {
        List<String> pointed = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            ScoreParameter parameter = table.parameters().get(i);
            Part part = parts[i];
            if (part == null) {
                absent.add(parameter.display());
            } else if (part.points() > 0) {
                pointed.add(
                        "%s %s (%d)"
                                .formatted(
                                        parameter.display(),
                                        part.feature().format(part.value()),
                                        part.points()));
            }
        }
        StringBuilder text = new StringBuilder(absent.isEmpty() ? "total " : "at least ");
        text.append(lowerBound);
        ageRange().ifPresent(range -> text.append(", age ").append(range));
        if (!pointed.isEmpty()) {
            text.append(": ").append(String.join(", ", pointed));
        }
        if (!absent.isEmpty()) {
            text.append("; not known: ").append(String.join(", ", absent));
        }
        return text.toString();
    }
}
