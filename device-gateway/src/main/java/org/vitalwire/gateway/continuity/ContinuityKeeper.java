package org.vitalwire.gateway.continuity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.continuity.RunStore.BootKey;
import org.vitalwire.gateway.continuity.RunStore.Stored;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchHandler;

/**
 * Counts the messages of topics into the ledger: a batch, its offsets and its runs are one
 * transaction. Runs that were in use lately stay in memory, so that a batch reads nothing and
 * writes one row for each device. One batch at a time, whatever its topic: they share the runs.
 */
final class ContinuityKeeper {

    private final ServiceDatabase database;
    private final RunStore store;
    private final Arrivals arrivals;
    private final Consumer<DeviceId> rebooted;
    private final int mostIntervals;
    private final Map<BootKey, DeviceRuns> recent;

    /**
     * @param rebooted hears of each device that began to count anew
     */
    ContinuityKeeper(
            ServiceDatabase database,
            RunStore store,
            Arrivals arrivals,
            Consumer<DeviceId> rebooted,
            ContinuitySettings settings) {
        this.database = database;
        this.store = store;
        this.arrivals = arrivals;
        this.rebooted = rebooted;
        this.mostIntervals = settings.maximumIntervals();
        int mostInMemory = settings.runsInMemory();
        this.recent =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<BootKey, DeviceRuns> eldest) {
                        return size() > mostInMemory;
                    }
                };
    }

    /**
     * A message of a device.
     *
     * @param isReading whether it came through among the readings, not among the rejections
     * @param counted its number, where it has one
     */
    record Message(
            String deviceId, Instant receivedAt, boolean isReading, @Nullable Counted counted) {}

    /** Reads what the ledger needs of a record. */
    @FunctionalInterface
    interface Glance {
        List<Message> at(ConsumerRecord<String, byte[]> record);
    }

    /**
     * Keeps batches of one topic.
     *
     * @param offsets of that topic
     */
    BatchHandler of(CountedOffsets offsets, Glance glance) {
        return batch -> keep(batch, offsets, glance);
    }

    private synchronized void keep(
            List<ConsumerRecord<String, byte[]>> batch, CountedOffsets offsets, Glance glance) {
        try {
            List<String> begunAnew = new ArrayList<>(0);
            Map<BootKey, DeviceRuns> changed =
                    database.transaction()
                            .execute(status -> count(batch, offsets, glance, begunAnew));
            if (changed != null) {
                recent.putAll(changed);
            }
            begunAnew.forEach(device -> rebooted.accept(new DeviceId(device)));
        } catch (RuntimeException e) {
            // Whatever is in the database now: look there before the batch comes again.
            recent.clear();
            throw e;
        }
    }

    private Map<BootKey, DeviceRuns> count(
            List<ConsumerRecord<String, byte[]>> batch,
            CountedOffsets offsets,
            Glance glance,
            List<String> begunAnew) {
        Map<Integer, Long> counted = offsets.next();
        Map<Integer, Long> next = new HashMap<>();
        Map<BootKey, List<Counted>> messages = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (record.offset() < counted.getOrDefault(record.partition(), 0L)) {
                continue;
            }
            next.merge(record.partition(), record.offset() + 1, Math::max);
            if (record.value() == null) {
                continue;
            }
            for (Message message : glance.at(record)) {
                take(message, messages);
            }
        }
        Map<BootKey, DeviceRuns> changed = new HashMap<>();
        List<Stored> toSave = new ArrayList<>(messages.size());
        Map<BootKey, DeviceRuns> before = before(messages.keySet());
        messages.forEach((key, numbers) -> {
            DeviceRuns known = before.getOrDefault(key, new DeviceRuns(key.boot(), List.of()));
            DeviceRuns now = known;
            for (Counted number : numbers) {
                now = now.with(number, mostIntervals);
            }
            if (isReboot(key, known, now) && DeviceId.isValid(key.deviceId())) {
                begunAnew.add(key.deviceId());
            }
            changed.put(key, stored(key, known, now, toSave));
        });
        if (!toSave.isEmpty()) {
            store.save(toSave);
        }
        if (!next.isEmpty()) {
            offsets.save(next);
        }
        return changed;
    }

    private void take(Message message, Map<BootKey, List<Counted>> messages) {
        if (message.isReading()) {
            arrivals.arrived(message.deviceId(), message.receivedAt());
        }
        Counted number = message.counted();
        if (number != null) {
            messages.computeIfAbsent(
                            new BootKey(message.deviceId(), number.boot()),
                            any -> new ArrayList<>())
                    .add(number);
        }
    }

    private Map<BootKey, DeviceRuns> before(Iterable<BootKey> keys) {
        Map<BootKey, DeviceRuns> before = new HashMap<>();
        List<BootKey> unknown = new ArrayList<>(0);
        for (BootKey key : keys) {
            DeviceRuns runs = recent.get(key);
            if (runs == null) {
                unknown.add(key);
            } else {
                before.put(key, runs);
            }
        }
        if (!unknown.isEmpty()) {
            before.putAll(store.load(unknown));
        }
        return before;
    }

    /** A run that is new, of a device that has counted before. */
    private boolean isReboot(BootKey key, DeviceRuns before, DeviceRuns now) {
        if (before.runs().isEmpty()) {
            return store.isKnown(key.deviceId());
        }
        return now.runs().getLast().run() > before.runs().getLast().run();
    }

    private static DeviceRuns stored(
            BootKey key, DeviceRuns before, DeviceRuns now, List<Stored> toSave) {
        List<CountedRun> runs = new ArrayList<>(now.runs().size());
        for (CountedRun run : now.runs()) {
            if (before.runs().contains(run)) {
                runs.add(run);
            } else {
                CountedRun next = run.stored(run.version() + 1);
                runs.add(next);
                toSave.add(new Stored(key.deviceId(), next));
            }
        }
        return new DeviceRuns(key.boot(), runs);
    }
}
