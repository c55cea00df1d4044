package org.vitalwire.gateway.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Conditions.OpenCondition;
import org.vitalwire.gateway.event.Conditions.Subject;
import org.vitalwire.gateway.status.Losses.Picture;

/**
 * Looks at all devices again and again and tells why nothing comes of those on a patient, and that
 * it comes again. Many that are lost together, and readings that come through late, are one
 * condition for all.
 */
public final class SilenceWatch {

    private static final Set<DeviceEventKind> EACH =
            Set.of(
                    DeviceEventKind.DEVICE_OFF,
                    DeviceEventKind.SENSOR_OFF,
                    DeviceEventKind.DEVICE_SILENT);

    private final Watched watched;
    private final Conditions conditions;
    private final Losses losses;
    private final Subject incident;
    private final Subject late;
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private Instant lastReturn = Instant.EPOCH;
    private Set<String> lostBefore = Set.of();

    /**
     * @param gateway this one's name
     */
    SilenceWatch(Watched watched, Conditions conditions, SilenceSettings settings, String gateway) {
        this.watched = watched;
        this.conditions = conditions;
        this.losses = new Losses(settings);
        this.incident = new Subject(DeviceEventKind.DEVICES_LOST_TOGETHER, gateway);
        this.late = new Subject(DeviceEventKind.PIPELINE_LATE, gateway);
    }

    /** The devices, and what is known of them. */
    interface Watched {

        /** Those in service. */
        Collection<DeviceId> devices();

        /** Whom the device is on at that time. */
        Optional<AssociationPeriod> on(DeviceId device, Instant at);

        Signs signs(DeviceId device, Optional<AssociationPeriod> period, Instant now);
    }

    /** What was wrong at the last look, for devices on a patient and for lost ones. */
    public Optional<Verdict> verdict(String deviceId) {
        return Optional.ofNullable(verdicts.get(deviceId));
    }

    void look(Instant now) {
        Map<String, Verdict> found = new TreeMap<>();
        Map<String, Instant> lost = new TreeMap<>();
        Set<String> onPatients = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (DeviceId device : watched.devices()) {
            known.add(device.value());
            Optional<AssociationPeriod> period = watched.on(device, now);
            Signs signs = watched.signs(device, period, now);
            period.ifPresent(any -> onPatients.add(device.value()));
            if (signs.link() == Signs.Link.LOST) {
                lost.put(device.value(), signs.linkSince());
            }
            if (period.isPresent() || signs.link() == Signs.Link.LOST) {
                signs.verdict(now).ifPresent(verdict -> found.put(device.value(), verdict));
            }
        }
        verdicts.keySet().retainAll(found.keySet());
        verdicts.putAll(found);

        Picture picture = together(lost, onPatients, now);
        found.forEach((device, verdict) -> {
            boolean isLoss = lost.containsKey(device);
            boolean telling =
                    isLoss
                            ? picture.alone().contains(device)
                            : EACH.contains(verdict.cause().kind());
            if (telling && onPatients.contains(device)) {
                tell(new DeviceId(device), verdict, now);
            }
        });
        endOthers(found, picture, known, onPatients, now);
        latePipeline(found, now);
    }

    private Picture together(Map<String, Instant> lost, Set<String> onPatients, Instant now) {
        Optional<OpenCondition> open = conditions.find(incident);
        List<String> before =
                open.map(OpenCondition::devices).orElse(List.of()).stream()
                        .map(DeviceId::value)
                        .toList();
        if (before.stream()
                .anyMatch(device -> lostBefore.contains(device) && !lost.containsKey(device))) {
            lastReturn = now;
        }
        lostBefore = Set.copyOf(lost.keySet());
        Picture picture = losses.look(lost, before, lastReturn, now);
        if (picture.incident().isEmpty()) {
            long left = before.stream().filter(lost::containsKey).count();
            conditions.end(
                    incident,
                    now,
                    left == 0
                            ? "all %d devices are back".formatted(before.size())
                            : "%d of %d devices are back"
                                    .formatted(before.size() - left, before.size()));
        } else if (picture.incident().size() > before.size()) {
            List<DeviceId> devices = picture.incident().stream().map(DeviceId::new).toList();
            String detail = "%d devices were lost at about the same time".formatted(devices.size());
            if (open.isPresent()) {
                conditions.update(incident, detail, devices, false);
            } else {
                Severity severity =
                        picture.incident().stream().anyMatch(onPatients::contains)
                                ? Severity.PROBLEM
                                : Severity.WARNING;
                conditions.start(incident, severity, now, detail, devices);
            }
        }
        return picture;
    }

    private void tell(DeviceId device, Verdict verdict, Instant now) {
        for (DeviceEventKind kind : EACH) {
            if (kind != verdict.cause().kind()) {
                conditions.end(Subject.of(kind, device), now, "it is something else now");
            }
        }
        conditions.start(
                Subject.of(verdict.cause().kind(), device),
                Severity.PROBLEM,
                now,
                words(verdict),
                List.of());
    }

    private void endOthers(
            Map<String, Verdict> found,
            Picture picture,
            Set<String> known,
            Set<String> onPatients,
            Instant now) {
        for (OpenCondition open : conditions.all()) {
            String device = open.subject().name();
            if (!EACH.contains(open.subject().kind())) {
                continue;
            }
            Verdict verdict = found.get(device);
            if (!known.contains(device)) {
                conditions.end(open.subject(), now, "the device is not in service");
            } else if (!onPatients.contains(device)) {
                conditions.end(open.subject(), now, "the device is on no patient");
            } else if (verdict == null) {
                conditions.end(open.subject(), now, "it is back");
            } else if (picture.incident().contains(device)) {
                conditions.end(open.subject(), now, "it is one of many that are lost together");
            } else if (!EACH.contains(verdict.cause().kind())) {
                conditions.end(open.subject(), now, "it is something else now");
            }
        }
    }

    private void latePipeline(Map<String, Verdict> found, Instant now) {
        List<DeviceId> devices = new ArrayList<>();
        found.forEach((device, verdict) -> {
            if (verdict.cause() == SilenceCause.PIPELINE_LATE) {
                devices.add(new DeviceId(device));
            }
        });
        if (devices.isEmpty()) {
            conditions.end(late, now, "readings come through in time again");
        } else {
            conditions.start(
                    late,
                    Severity.PROBLEM,
                    now,
                    "readings are received, but take long to come through",
                    devices);
        }
    }

    private static String words(Verdict verdict) {
        return switch (verdict.cause()) {
            case SENSOR_OFF -> "it is connected and heard of, but no value of it can be relied on";
            case DEVICE_OFF -> "it is not connected";
            case SILENT -> "it is connected and says nothing";
            case GATEWAY_LOST -> "the gateway was away";
            case PIPELINE_LATE -> "its readings take long to come through";
        };
    }
}
