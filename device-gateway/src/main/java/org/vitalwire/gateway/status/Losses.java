package org.vitalwire.gateway.status;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells many devices that are lost together from some that are lost each on its own. Pure: what it
 * remembers is in its arguments.
 *
 * <p>A loss is told after a moment in which it shows whether it is the only one. Where as many as
 * the threshold are lost within the window, they are one incident, told when no more are added or
 * the longest wait is over; later losses within the window join it in silence. It is over when
 * fewer than the threshold are left: those are then told on their own.
 */
final class Losses {

    private final SilenceSettings settings;

    Losses(SilenceSettings settings) {
        this.settings = settings;
    }

    /**
     * What to tell.
     *
     * @param incident whom the open or now opening incident concerns; empty where there is none
     * @param alone lost devices that are to be told of one by one; all others of the lost wait, or
     *     belong to the incident
     */
    record Picture(Set<String> incident, Set<String> alone) {}

    /**
     * @param lost devices that are lost now, and since when
     * @param before whom the incident concerned at the last look; empty where there was none
     * @param lastReturn when a device of the incident came back last, or long ago
     */
    Picture look(
            Map<String, Instant> lost, Collection<String> before, Instant lastReturn, Instant now) {
        Set<String> recent = new TreeSet<>();
        Instant first = now;
        Instant newest = Instant.MIN;
        for (Map.Entry<String, Instant> loss : lost.entrySet()) {
            Instant since = loss.getValue();
            if (!since.plus(settings.incidentWindow()).isBefore(now)) {
                recent.add(loss.getKey());
                first = since.isBefore(first) ? since : first;
                newest = since.isAfter(newest) ? since : newest;
            }
        }
        Set<String> alone = new TreeSet<>();
        Set<String> incident = new TreeSet<>();
        if (before.isEmpty()) {
            boolean many = recent.size() >= settings.incidentThreshold();
            boolean settled =
                    !newest.plus(settings.lossDelay()).isAfter(now)
                            || !first.plus(settings.longestLossDelay()).isAfter(now);
            if (many && settled) {
                incident.addAll(recent);
            }
            lost.forEach((device, since) -> {
                boolean waits = many && recent.contains(device);
                if (!waits && !since.plus(settings.lossDelay()).isAfter(now)) {
                    alone.add(device);
                }
            });
            return new Picture(incident, alone);
        }
        incident.addAll(before);
        incident.addAll(recent);
        long left = incident.stream().filter(lost::containsKey).count();
        boolean calm = !lastReturn.plus(settings.lossDelay()).isAfter(now);
        if (left == 0 || (left < settings.incidentThreshold() && calm)) {
            incident.clear();
        }
        for (Map.Entry<String, Instant> loss : lost.entrySet()) {
            if (!incident.contains(loss.getKey())
                    && !loss.getValue().plus(settings.lossDelay()).isAfter(now)) {
                alone.add(loss.getKey());
            }
        }
        return new Picture(incident, alone);
    }
}
