package org.vitalwire.analytics.news2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Score;

/** NEWS2 at one moment, before it is told to anybody. */
public final class Scored {

    /**
     * One parameter that could be scored.
     *
     * @param value for {@link Parameter#OXYGEN} 1 = on oxygen, 0 = air
     * @param validUntil microseconds
     * @param input what it rests on
     */
    record Part(double value, int points, long validUntil, Input input) {}

    private final News2Table table;
    private final @Nullable Part[] parts;
    private final int scale;

    Scored(News2Table table, @Nullable Part[] parts, int scale) {
        this.table = table;
        this.parts = parts;
        this.scale = scale;
    }

    @Nullable Part part(Parameter parameter) {
        return parts[parameter.index()];
    }

    /** The points that are known: the total of a complete score. */
    public int lowerBound() {
        int sum = 0;
        for (Part part : parts) {
            sum += part == null ? 0 : part.points();
        }
        return sum;
    }

    public int missing() {
        int missing = 0;
        for (Part part : parts) {
            missing += part == null ? 1 : 0;
        }
        return missing;
    }

    public boolean isComplete() {
        return missing() == 0;
    }

    public boolean isEmpty() {
        return missing() == parts.length;
    }

    public boolean anySingleThree() {
        for (Part part : parts) {
            if (part != null && part.points() >= 3) {
                return true;
            }
        }
        return false;
    }

    /** At least that ill. */
    public NewsRisk risk() {
        return NewsRisk.of(lowerBound(), anySingleThree());
    }

    /**
     * Equal for two scores exactly when nothing that matters differs: scale, which inputs are
     * there, and the points of each.
     */
    public int signature() {
        int signature = scale;
        for (Part part : parts) {
            signature = (signature << 3) | (part == null ? 7 : part.points());
        }
        return signature;
    }

    /** Measured time of the newest input, microseconds. */
    public long measuredAt() {
        long newest = EventTime.NEVER;
        for (Part part : parts) {
            newest = part == null ? newest : Math.max(newest, part.input().at());
        }
        return newest;
    }

    public List<Score.Component> components() {
        List<Score.Component> components = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            Parameter parameter = Parameter.at(i);
            Part part = parts[i];
            components.add(
                    new Score.Component(
                            parameter.code(),
                            table.maxPoints(parameter),
                            part == null ? Optional.empty() : Optional.of(input(part))));
        }
        return components;
    }

    private static Score.Input input(Part part) {
        Instant measuredAt = EventTime.instant(part.input().at());
        return new Score.Input(
                part.value(),
                part.points(),
                measuredAt,
                EventTime.instant(part.validUntil()),
                part.input().messageId());
    }

    /** The values that the score rests on. */
    public List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(parts.length);
        for (Part part : parts) {
            if (part != null) {
                Input input = part.input();
                evidence.add(
                        new Evidence(input.sign(), input.value(), EventTime.instant(input.at())));
            }
        }
        return evidence;
    }

    /**
     * The arithmetic in words, for example {@code total 8: respiratory rate 26 /min (3), SpO2 91 %
     * (3), pulse 115 /min (2)}.
     */
    public String explain() {
        List<String> pointed = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Parameter parameter = Parameter.at(i);
            Part part = parts[i];
            if (part == null) {
                absent.add(parameter.display());
            } else if (part.points() > 0) {
                pointed.add(
                        (parameter == Parameter.OXYGEN ? "" : parameter.display() + " ")
                                + parameter.format(part.value())
                                + " ("
                                + part.points()
                                + ")");
            }
        }
        StringBuilder text = new StringBuilder(absent.isEmpty() ? "total " : "at least ");
        text.append(lowerBound());
        if (!pointed.isEmpty()) {
            text.append(": ").append(String.join(", ", pointed));
        }
        if (!absent.isEmpty()) {
            text.append("; not known: ").append(String.join(", ", absent));
        }
        return text.toString();
    }
}
