package org.vitalwire.ehr.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * What is known of devices. A device is charted once something was charted of it: those in the
 * cupboard are nobody's record. Devices are few and are never forgotten here.
 */
public final class DeviceLedger {

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final LineWriter lines;
    private final Names names;
    private final InstantSource clock;

    /** How resources of devices are called. Pure. */
    public interface Names {
        /** Resource id of a Device. */
        String device(DeviceId deviceId);

        /** Resource id of a DeviceMetric. */
        String metric(DeviceId deviceId, VitalSign sign);
    }

    /**
     * What was charted of a device.
     *
     * @param synthetic whether all of it was synthetic
     */
    public record Seen(DeviceId deviceId, ChartItem item, boolean synthetic) {}

    private record Known(Optional<byte[]> status, Optional<Boolean> synthetic) {}

    public DeviceLedger(ServiceDatabase database, Names names, InstantSource clock) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.lines = new LineWriter(jdbc);
        this.names = names;
        this.clock = clock;
    }

    /** Takes what devices tell of themselves; returns how many lines are new or changed. */
    public int chart(Collection<DeviceStatus> statuses) {
        // In the order of ids: two processes wait for each other once.
        Map<String, DeviceStatus> newest = new TreeMap<>();
        statuses.forEach(status -> newest.put(status.deviceId().value(), lasting(status)));
        AtomicInteger changed = new AtomicInteger();
        database.transaction()
                .executeWithoutResult(transaction -> {
                    List<LineWriter.Changed> all = new ArrayList<>();
                    newest.values().forEach(status -> all.addAll(chart(status)));
                    lines.write(all, clock.instant(), Duration.ZERO);
                    changed.set(all.size());
                });
        return changed.get();
    }

    private List<LineWriter.Changed> chart(DeviceStatus status) {
        Known known = lock(status.deviceId());
        byte[] facts = EventCodecs.DEVICE_STATUS.encode(status);
        if (known.status().filter(before -> java.util.Arrays.equals(before, facts)).isPresent()) {
            return List.of();
        }
        jdbc.update(
                "update device_facts set status = ? where device_id = ?",
                facts,
                status.deviceId().value());
        return known.synthetic().isPresent() ? List.of(device(status.deviceId())) : List.of();
    }

    /** Takes what was charted of devices; returns how many lines are new or changed. */
    public int charted(Collection<Seen> seen) {
        Map<String, List<Seen>> byDevice = new TreeMap<>();
        seen.forEach(one ->
                byDevice.computeIfAbsent(one.deviceId().value(), id -> new ArrayList<>()).add(one));
        AtomicInteger changed = new AtomicInteger();
        database.transaction()
                .executeWithoutResult(transaction -> {
                    List<LineWriter.Changed> all = new ArrayList<>();
                    byDevice.values().forEach(of -> all.addAll(chartedOf(of)));
                    lines.write(all, clock.instant(), Duration.ZERO);
                    changed.set(all.size());
                });
        return changed.get();
    }

    private List<LineWriter.Changed> chartedOf(List<Seen> seen) {
        DeviceId deviceId = seen.getFirst().deviceId();
        Known known = lock(deviceId);
        boolean synthetic =
                known.synthetic().orElse(true) && seen.stream().allMatch(Seen::synthetic);
        Map<String, LineWriter.Changed> changed = new LinkedHashMap<>();
        boolean isOther = !known.synthetic().equals(Optional.of(synthetic));
        if (isOther) {
            jdbc.update(
                    "update device_facts set synthetic = ? where device_id = ?",
                    synthetic,
                    deviceId.value());
            LineWriter.Changed device = device(deviceId);
            changed.put(device.id(), device);
        }
        List<String> there =
                jdbc.query(
                        "select item from chart_line where kind = 'DEVICE_METRIC' and origin = ?",
                        (row, number) -> row.getString("item"),
                        deviceId.value());
        seen.stream()
                .flatMap(one -> one.item().signs().stream())
                .filter(sign -> isOther || !there.contains(sign.code()))
                .map(sign -> metric(deviceId, sign))
                .forEach(line -> changed.put(line.id(), line));
        if (isOther) {
            there.stream()
                    .flatMap(code -> VitalSign.ofCode(code).stream())
                    .map(sign -> metric(deviceId, sign))
                    .forEach(line -> changed.put(line.id(), line));
        }
        return List.copyOf(changed.values());
    }

    /** What is known of it, for as long as the transaction lasts nobody else writes it. */
    private Known lock(DeviceId deviceId) {
        jdbc.update(
                "insert into device_facts (device_id) values (?) on conflict do nothing",
                deviceId.value());
        return jdbc.query(
                        "select status, synthetic from device_facts where device_id = ? for update",
                        DeviceLedger::known,
                        deviceId.value())
                .getFirst();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        byte @Nullable [] status = row.getBytes("status");
        return new Known(
                Optional.ofNullable(status),
                Optional.ofNullable((Boolean) row.getObject("synthetic")));
    }

    /** Of a device as far as it is known now; empty where nothing was charted of it. */
    public Optional<FurtherLine.OfDevice> find(DeviceId deviceId) {
        return jdbc
                .query(
                        "select status, synthetic from device_facts where device_id = ?"
                                + " and synthetic is not null",
                        DeviceLedger::known,
                        deviceId.value())
                .stream()
                .map(known ->
                        new FurtherLine.OfDevice(
                                deviceId,
                                known.status().map(EventCodecs.DEVICE_STATUS::decode),
                                known.synthetic().orElse(true)))
                .findFirst();
    }

    /** What a Device says of it: not whether it is there just now. */
    private static DeviceStatus lasting(DeviceStatus status) {
        return new DeviceStatus(
                status.deviceId(),
                status.model(),
                DeviceStatus.Connection.ONLINE,
                Instant.EPOCH,
                OptionalDouble.empty(),
                status.firmware(),
                Optional.empty());
    }

    private LineWriter.Changed device(DeviceId deviceId) {
        return new LineWriter.Changed(
                ChartKind.DEVICE,
                names.device(deviceId),
                lane(deviceId),
                deviceId.value(),
                Optional.empty(),
                clock.instant());
    }

    private LineWriter.Changed metric(DeviceId deviceId, VitalSign sign) {
        return new LineWriter.Changed(
                ChartKind.DEVICE_METRIC,
                names.metric(deviceId, sign),
                lane(deviceId),
                deviceId.value(),
                Optional.of(sign.code()),
                clock.instant());
    }

    /** No patient's id has a colon. */
    private static String lane(DeviceId deviceId) {
        return "device:" + deviceId.value();
    }
}
