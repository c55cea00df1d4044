package org.vitalwire.gateway.continuity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.continuity.RunStore.Stored;
import org.vitalwire.gateway.continuity.SequenceIntervals.Gap;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Conditions.Subject;

/**
 * Tells of gaps that a device had time to fill and did not, one condition for each device, and that
 * they are filled. A gap that stays open for long is given up: the condition ends, the ledger keeps
 * it.
 */
final class GapWatch {

    /** A device that keeps losing messages is told of again, but not at each of them. */
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final RunStore store;
    private final Conditions conditions;
    private final ContinuitySettings settings;
    private final Map<Subject, Instant> told = new HashMap<>();

    GapWatch(RunStore store, Conditions conditions, ContinuitySettings settings) {
        this.store = store;
        this.conditions = conditions;
        this.settings = settings;
    }

    void look(Instant now) {
        Map<String, List<CountedRun>> awaited =
                store.withGaps(now.minus(settings.gapGivenUp())).stream()
                        .filter(stored -> isAwaited(stored.run(), now))
                        .collect(
                                Collectors.groupingBy(
                                        Stored::deviceId,
                                        TreeMap::new,
                                        Collectors.mapping(Stored::run, Collectors.toList())));
        awaited.forEach((device, runs) -> tell(device, runs, now));
        for (Conditions.OpenCondition open : conditions.all()) {
            Subject subject = open.subject();
            if (subject.kind() == DeviceEventKind.SEQUENCE_GAP
                    && !awaited.containsKey(subject.name())) {
                conditions.end(subject, now, ending(subject.name()));
                told.remove(subject);
            }
        }
    }

    private void tell(String device, List<CountedRun> runs, Instant now) {
        Subject subject = Subject.of(DeviceEventKind.SEQUENCE_GAP, new DeviceId(device));
        String detail = runs.stream().map(GapWords::of).collect(Collectors.joining("; "));
        var open = conditions.find(subject);
        if (open.isEmpty()) {
            conditions.start(subject, Severity.WARNING, now, detail, List.of());
            told.put(subject, now);
        } else if (!open.get().detail().equals(detail)) {
            boolean aloud =
                    !told.getOrDefault(subject, open.get().startedAt())
                            .plus(AGAIN_AFTER)
                            .isAfter(now);
            conditions.update(subject, detail, List.of(), aloud);
            if (aloud) {
                told.put(subject, now);
            }
        }
    }

    /** Whether a gap of the run is older than its grace, and not given up. */
    private boolean isAwaited(CountedRun run, Instant now) {
        for (Gap gap : run.seen().gaps()) {
            Instant noticed = CountedTime.of(gap.noticedMicros());
            if (!noticed.plus(settings.gapGrace()).isAfter(now)
                    && noticed.plus(settings.gapGivenUp()).isAfter(now)) {
                return true;
            }
        }
        return false;
    }

    private String ending(String device) {
        long missing = store.of(device).stream().mapToLong(CountedRun::missing).sum();
        return missing == 0
                ? "all that was missing has come"
                : "%d messages are taken for lost".formatted(missing);
    }
}
