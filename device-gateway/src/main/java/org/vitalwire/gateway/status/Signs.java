package org.vitalwire.gateway.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a device when it is asked whether it is silent. Times are the gateway's.
 *
 * @param silenceLimit of its model
 * @param link how it stands to the gateway
 * @param linkSince since when
 * @param watchedSince when its silence began to matter: it came onto its patient, or the gateway
 *     came back
 * @param usable when the newest value came that nothing is wrong with
 * @param heard when anything came of it: a message, a status
 * @param isLate whether a reading of it has been under way to the store for too long
 */
record Signs(
        Duration silenceLimit,
        Link link,
        Instant linkSince,
        Instant watchedSince,
        Optional<Instant> usable,
        Optional<Instant> heard,
        boolean isLate) {

    /** How a device stands to the gateway. */
    enum Link {
        ONLINE,
        /** Said good-bye. */
        OFFLINE,
        /** Went without a word. */
        LOST,
        /** Was connected when the gateway went away, and has not come back yet. */
        AWAITED,
        /** Has no connection of its own, or never came. */
        NEVER
    }

    /** Pure: the same signs at the same time have the same verdict. */
    Optional<Verdict> verdict(Instant now) {
        if (link == Link.LOST) {
            return Optional.of(new Verdict(SilenceCause.DEVICE_OFF, linkSince));
        }
        Instant quietSince = usable.filter(time -> time.isAfter(watchedSince)).orElse(watchedSince);
        if (link == Link.AWAITED) {
            return Optional.of(new Verdict(SilenceCause.GATEWAY_LOST, linkSince));
        }
        if (!isOver(quietSince, now)) {
            return isLate
                    ? Optional.of(new Verdict(SilenceCause.PIPELINE_LATE, quietSince))
                    : Optional.empty();
        }
        return Optional.of(
                new Verdict(
                        switch (link) {
                            case OFFLINE -> SilenceCause.DEVICE_OFF;
                            case ONLINE ->
                                    isHeard(now) ? SilenceCause.SENSOR_OFF : SilenceCause.SILENT;
                            case NEVER ->
                                    heard.isEmpty()
                                            ? SilenceCause.DEVICE_OFF
                                            : isHeard(now)
                                                    ? SilenceCause.SENSOR_OFF
                                                    : SilenceCause.SILENT;
                            case LOST, AWAITED -> throw new AssertionError(link);
                        },
                        quietSince));
    }

    private boolean isHeard(Instant now) {
        return heard.isPresent() && !isOver(heard.get(), now);
    }

    private boolean isOver(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(silenceLimit) > 0;
    }
}
