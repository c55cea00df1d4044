package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.policy.TechnicalPolicy.ArtefactRate;
import org.vitalwire.analytics.policy.TechnicalPolicy.ClockOff;
import org.vitalwire.analytics.policy.TechnicalPolicy.LowBattery;
import org.vitalwire.analytics.policy.TechnicalPolicy.Silence;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** Reads technical conditions. */
final class TechnicalReader {

    private TechnicalReader() {}

    static TechnicalPolicy technical(Fields policy, Conditions conditions) {
        return policy.object("technical")
                .map(entry -> technicalOf(entry, conditions))
                .orElse(TechnicalPolicy.NONE);
    }

    private static TechnicalPolicy technicalOf(Fields entry, Conditions conditions) {
        List<Silence> silence = new ArrayList<>();
        for (Fields one : entry.objects("silence")) {
            silence.add(silence(one, conditions));
        }
        Optional<ArtefactRate> artefacts =
                entry.object("artefactRate").map(one -> artefacts(one, conditions));
        Optional<LowBattery> battery =
                entry.object("lowBattery").map(one -> battery(one, conditions));
        Optional<ClockOff> clock = entry.object("clock").map(one -> clock(one, conditions));
        entry.nothingElse();
        return new TechnicalPolicy(silence, artefacts, battery, clock);
    }

    private static Silence silence(Fields entry, Conditions conditions) {
        if (entry.has("signs") == entry.has("device")) {
            entry.problem("must have either signs or device");
        }
        if (entry.has("device") && !entry.text("device").equals("any")) {
            entry.problem("device", "must be any");
        }
        List<VitalSign> signs = entry.optionalSigns("signs");
        if (entry.has("signs") && signs.isEmpty()) {
            entry.problem("signs", "is empty");
        }
        String usual = signs.isEmpty() ? "silent-device" : "silent-" + signs.getFirst().code();
        String condition = conditions.declare(entry, "condition", entry.text("condition", usual));
        String title =
                entry.text(
                        "title",
                        signs.isEmpty()
                                ? "No readings"
                                : "No " + signs.getFirst().entry().display());
        Silence silence =
                new Silence(
                        condition,
                        title,
                        signs,
                        entry.positive("after"),
                        entry.oneOf("priority", Priority.class, Priority.LOW));
        entry.nothingElse();
        return silence;
    }

    private static ArtefactRate artefacts(Fields entry, Conditions conditions) {
        conditions.declare(entry, "share", "artefact-rate");
        ArtefactRate rate =
                new ArtefactRate(
                        entry.number("share", 0.01, 1),
                        CourseReader.window(entry),
                        entry.has("leastValues") ? entry.integer("leastValues", 1, 100_000) : 10,
                        entry.wait("delay"),
                        entry.wait("clearAfter", Duration.ofMinutes(2)),
                        entry.oneOf("priority", Priority.class, Priority.LOW));
        entry.nothingElse();
        return rate;
    }

    private static LowBattery battery(Fields entry, Conditions conditions) {
        conditions.declare(entry, "below", "low-battery");
        LowBattery battery =
                new LowBattery(
                        entry.number("below", 1, 99),
                        entry.oneOf("priority", Priority.class, Priority.LOW));
        entry.nothingElse();
        return battery;
    }

    private static ClockOff clock(Fields entry, Conditions conditions) {
        conditions.declare(entry, "offBy", "clock-off");
        ClockOff clock =
                new ClockOff(
                        entry.positive("offBy"),
                        entry.oneOf("priority", Priority.class, Priority.LOW));
        entry.nothingElse();
        return clock;
    }
}
