package org.vitalwire.gateway.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;

/**
 * What is to be told of certificates that end: 30, 7 and 1 days before, at the end, and that it was
 * renewed. The ids of the events follow from the certificate, so telling one twice changes nothing.
 */
final class ExpiryCheck {

    static final int FIRST_DAYS = 30;

    private static final int[] DAYS = {1, 7, FIRST_DAYS};
    private static final int EXPIRED = 0;
    private static final int ID_LENGTH = 16;

    private ExpiryCheck() {}

    /** The certificate of a device that ends last. */
    record Newest(String sha256, Instant notAfter) {}

    /**
     * How far it was told.
     *
     * @param days the smallest of 30, 7, 1 and 0
     */
    record Told(String sha256, Instant notAfter, int days) {}

    /**
     * What to tell, and what has been told then.
     *
     * @param told empty where nothing is due
     */
    record Due(List<DeviceEvent> events, Optional<Told> told) {}

    /**
     * @param newest empty for a device that needs none any more: retired, or all were revoked
     */
    static Due check(DeviceId device, Optional<Newest> newest, Optional<Told> before, Instant now) {
        List<DeviceEvent> events = new ArrayList<>(2);
        boolean isSame =
                before.isPresent()
                        && newest.isPresent()
                        && before.get().sha256().equals(newest.get().sha256());
        before.filter(told -> !isSame && told.days() != EXPIRED)
                .ifPresent(told ->
                        events.add(
                                expiring(
                                        device,
                                        told.sha256(),
                                        told.days(),
                                        Phase.ENDED,
                                        now,
                                        newest.isPresent()
                                                ? "the certificate was renewed"
                                                : "no certificate is needed any more")));
        Optional<Integer> stage = newest.flatMap(one -> stage(one.notAfter(), now));
        if (newest.isEmpty() || stage.isEmpty()) {
            return new Due(events, Optional.empty());
        }
        Newest one = newest.get();
        int days = stage.get();
        int toldDays = isSame ? before.orElseThrow().days() : Integer.MAX_VALUE;
        if (days < toldDays) {
            if (days == EXPIRED) {
                if (toldDays != Integer.MAX_VALUE) {
                    events.add(
                            expiring(
                                    device,
                                    one.sha256(),
                                    toldDays,
                                    Phase.ENDED,
                                    now,
                                    "the certificate has expired"));
                }
                events.add(expired(device, one, now));
            } else {
                events.add(
                        expiring(
                                device,
                                one.sha256(),
                                days,
                                Phase.STARTED,
                                now,
                                "the certificate expires at " + one.notAfter()));
            }
        }
        return new Due(
                events,
                Optional.of(new Told(one.sha256(), one.notAfter(), Math.min(days, toldDays))));
    }

    private static Optional<Integer> stage(Instant notAfter, Instant now) {
        Duration left = Duration.between(now, notAfter);
        if (!left.isPositive()) {
            return Optional.of(EXPIRED);
        }
        for (int days : DAYS) {
            if (left.compareTo(Duration.ofDays(days)) <= 0) {
                return Optional.of(days);
            }
        }
        return Optional.empty();
    }

    private static DeviceEvent expiring(
            DeviceId device, String sha256, int days, Phase phase, Instant now, String detail) {
        String occurrence = "certificate-expiring-" + sha256.substring(0, ID_LENGTH);
        return new DeviceEvent(
                phase == Phase.ENDED ? occurrence + "-ended" : occurrence + "-" + days,
                Optional.of(device),
                DeviceEventKind.CERTIFICATE_EXPIRING,
                phase,
                phase == Phase.ENDED ? Severity.INFORMATION : severity(days),
                now.truncatedTo(ChronoUnit.MICROS),
                detail,
                occurrence,
                List.of());
    }

    private static DeviceEvent expired(DeviceId device, Newest certificate, Instant now) {
        String id = "certificate-expired-" + certificate.sha256().substring(0, ID_LENGTH);
        return new DeviceEvent(
                id,
                Optional.of(device),
                DeviceEventKind.CERTIFICATE_EXPIRED,
                Phase.MOMENT,
                Severity.PROBLEM,
                now.truncatedTo(ChronoUnit.MICROS),
                "the certificate has expired at " + certificate.notAfter(),
                id,
                List.of());
    }

    private static Severity severity(int days) {
        return switch (days) {
            case 1 -> Severity.PROBLEM;
            case 7 -> Severity.WARNING;
            default -> Severity.INFORMATION;
        };
    }
}
