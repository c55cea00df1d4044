package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.analytics.news2.Freshness;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy.News2Policy;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Priority;

/** Reads when NEWS2 becomes a finding. */
final class News2Reader {

    private static final String OFF = "off";

    private News2Reader() {}

    /** Whoever does not want it says so: it does not go missing by a slip. */
    static Optional<News2Policy> read(Fields policy, Conditions conditions) {
        if (policy.is("news2", OFF)) {
            return Optional.empty();
        }
        if (!policy.has("news2")) {
            policy.problem("news2", "is missing; \"off\" where it does not apply, as to children");
        }
        conditions.declareNews2();
        return policy.object("news2").flatMap(News2Reader::news2);
    }

    private static Optional<News2Policy> news2(Fields entry) {
        int before = entry.problems();
        Map<Slot, Duration> freshness = freshness(entry);
        List<Duration> delays = new ArrayList<>();
        List<Priority> priorities = new ArrayList<>();
        Optional<Fields> risks = entry.object("risks");
        if (risks.isEmpty()) {
            entry.problem("risks", "must name low-medium, medium and high");
        }
        risks.ifPresent(named -> {
            for (NewsRisk risk : List.of(NewsRisk.LOW_MEDIUM, NewsRisk.MEDIUM, NewsRisk.HIGH)) {
                Optional<Fields> step = named.object(risk.code());
                if (step.isEmpty()) {
                    named.problem(risk.code(), "is missing");
                }
                step.ifPresent(fields -> {
                    delays.add(fields.wait("delay"));
                    priorities.add(fields.oneOf("priority", Priority.class, Priority.HIGH));
                    fields.nothingElse();
                });
            }
            named.nothingElse();
        });
        Duration median = ScoreReader.median(entry);
        Timing timing = Timing.read(entry);
        Duration rescoreEvery = entry.positive("rescoreEvery");
        Duration abandonAfter = entry.positive("abandonAfter");
        entry.nothingElse();
        return entry.problems() > before
                ? Optional.empty()
                : Optional.of(
                        new News2Policy(
                                new Freshness(freshness),
                                median,
                                priorities,
                                timing.rule(delays),
                                rescoreEvery,
                                abandonAfter));
    }

    private static Map<Slot, Duration> freshness(Fields entry) {
        Map<Slot, Duration> freshness = new EnumMap<>(Slot.class);
        Optional<Fields> table = entry.object("freshness");
        if (table.isEmpty()) {
            entry.problem("freshness", "is missing (how long each input may be used)");
            return freshness;
        }
        for (String name : table.get().names()) {
            Optional<Slot> slot = Slot.ofCode(name);
            if (slot.isEmpty()) {
                table.get().problem(name, "is not an input of NEWS2");
            } else {
                freshness.put(slot.get(), table.get().positive(name));
            }
        }
        for (Slot slot : Slot.values()) {
            if (!freshness.containsKey(slot)) {
                table.get().problem(slot.code(), "is missing");
            }
        }
        return freshness;
    }
}
