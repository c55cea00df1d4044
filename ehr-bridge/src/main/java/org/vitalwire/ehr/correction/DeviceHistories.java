package org.vitalwire.ehr.correction;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.ledger.Attributions;
import org.vitalwire.kit.database.ServiceDatabase;

/** Whom devices were on, as it was last heard, in PostgreSQL. */
final class DeviceHistories implements Attributions {

    /** Held by whoever charts, and alone by whoever hears of a correction. */
    private static final long LOCK = 0x61747472L;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final Survivors survivors;

    DeviceHistories(ServiceDatabase database, Survivors survivors) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.survivors = survivors;
    }

    /**
     * Takes a history in. When this returns, whatever is charted later of the times that it changes
     * is attributed by it.
     *
     * @param toldAt when it was told
     */
    void heard(AssociationHistory history, Instant toldAt) {
        byte[] encoded = EventCodecs.ASSOCIATION_HISTORY.encode(history);
        Optional<byte[]> known = encoded(history.deviceId());
        if (known.filter(before -> Arrays.equals(before, encoded)).isPresent()) {
            return;
        }
        database.transaction()
                .executeWithoutResult(status -> {
                    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
                    Optional<AssociationHistory> before =
                            encoded(history.deviceId()).map(DeviceHistories::decode);
                    jdbc.update(
                            "insert into device_history (device_id, history) values (?, ?)"
                                    + " on conflict (device_id) do update"
                                    + " set history = excluded.history",
                            history.deviceId().value(),
                            encoded);
                    for (Interval changed : ChangedTimes.between(before, history, toldAt)) {
                        jdbc.update(
                                "insert into attribution_change (device_id, from_at, to_at, heard_at)"
                                        + " values (?, ?, ?, ?)",
                                history.deviceId().value(),
                                at(changed.from()),
                                at(changed.to()),
                                at(toldAt));
                    }
                });
    }

    Optional<AssociationHistory> of(DeviceId device) {
        return encoded(device).map(DeviceHistories::decode);
    }

    Attribution attribution(ChartEntry entry, AssociationHistory history) {
        return Attribution.of(entry, history, survivors::of);
    }

    @Override
    public List<ChartEntry> attributed(Collection<ChartEntry> entries) {
        jdbc.query("select pg_advisory_xact_lock_shared(?)", row -> {}, LOCK);
        Map<DeviceId, List<Interval>> changed = changed(entries);
        if (changed.isEmpty()) {
            return List.copyOf(entries);
        }
        Map<DeviceId, Optional<AssociationHistory>> histories = new HashMap<>();
        List<ChartEntry> attributed = new ArrayList<>(entries.size());
        for (ChartEntry entry : entries) {
            Optional<AssociationHistory> history =
                    entry.key()
                            .deviceId()
                            .filter(device -> isIn(changed.get(device), entry.key()))
                            .flatMap(device -> histories.computeIfAbsent(device, this::of));
            if (history.isPresent()) {
                attribution(entry, history.get()).all().forEach(attributed::add);
            } else {
                attributed.add(entry);
            }
        }
        return attributed;
    }

    private Map<DeviceId, List<Interval>> changed(Collection<ChartEntry> entries) {
        Map<DeviceId, List<Interval>> changed = new HashMap<>();
        List<ChartKey> keys =
                entries.stream()
                        .map(ChartEntry::key)
                        .filter(key -> key.deviceId().isPresent())
                        .toList();
        if (keys.isEmpty()) {
            return changed;
        }
        Instant first = keys.stream().map(ChartKey::minute).min(Instant::compareTo).orElseThrow();
        Instant last = keys.stream().map(ChartKey::minute).max(Instant::compareTo).orElseThrow();
        jdbc.query(
                "select device_id, from_at, to_at from attribution_change"
                        + " where device_id = any(?) and to_at > ? and from_at < ?",
                row -> {
                    changed.computeIfAbsent(
                                    new DeviceId(row.getString("device_id")),
                                    any -> new ArrayList<>())
                            .add(
                                    new Interval(
                                            row.getObject("from_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getObject("to_at", OffsetDateTime.class)
                                                    .toInstant()));
                },
                keys.stream()
                        .flatMap(key -> key.deviceId().stream())
                        .map(DeviceId::value)
                        .distinct()
                        .toArray(String[]::new),
                at(first),
                at(last.plusSeconds(60)));
        return changed;
    }

    private static boolean isIn(
            @org.jspecify.annotations.Nullable List<Interval> intervals, ChartKey key) {
        Instant end = key.minute().plusSeconds(60);
        return intervals != null
                && intervals.stream()
                        .anyMatch(interval ->
                                interval.from().isBefore(end)
                                        && interval.to().isAfter(key.minute()));
    }

    private Optional<byte[]> encoded(DeviceId device) {
        return jdbc
                .query(
                        "select history from device_history where device_id = ?",
                        (row, number) -> row.getBytes("history"),
                        device.value())
                .stream()
                .findFirst();
    }

    private static AssociationHistory decode(byte[] encoded) {
        return EventCodecs.ASSOCIATION_HISTORY.decode(encoded);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
