package org.vitalwire.contracts.topic;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The topics on which services meet. */
public enum Topic {
    /** Keyed by patient id, or {@code device:<id>} while the device is on nobody. */
    READINGS("readings.v1", Cleanup.DELETE, Duration.ofDays(7)),
    /** Keyed by device id. */
    WAVEFORMS("waveforms.v1", Cleanup.DELETE, Duration.ofHours(24)),
    /** Keyed by device id. */
    DEVICE_STATUS("device-status.v1", Cleanup.COMPACT, Duration.ZERO),
    /** Keyed by device id, or {@code gateway} for what concerns many devices. */
    DEVICE_EVENTS("device-events.v1", Cleanup.DELETE, Duration.ofDays(30)),
    /** Keyed by device id; the value is the whole history. */
    ASSOCIATIONS("associations.v1", Cleanup.COMPACT, Duration.ZERO),
    /** Keyed by patient id. */
    PATIENTS("patients.v1", Cleanup.COMPACT, Duration.ZERO),
    /** Keyed by patient id. */
    SCORING_ORDERS("scoring-orders.v1", Cleanup.COMPACT, Duration.ZERO),
    /** Keyed by device id. */
    REJECTED("rejected.v1", Cleanup.DELETE, Duration.ofDays(30)),
    /** Keyed by patient id. */
    SCORES("scores.v1", Cleanup.DELETE, Duration.ofDays(7)),
    /** Keyed by patient id. */
    FINDINGS("findings.v1", Cleanup.DELETE, Duration.ofDays(30)),
    /** Keyed by patient id. */
    HELD_BACK("held-back.v1", Cleanup.DELETE, Duration.ofDays(7)),
    /** Keyed by episode id. */
    ALERTS("alerts.v1", Cleanup.COMPACT_AND_DELETE, Duration.ofDays(365)),
    /**
     * Keyed by erasure id. Names the patient who is to be forgotten, so it is kept as short as
     * readings are.
     */
    ERASURES("erasures.v1", Cleanup.DELETE, Duration.ofDays(7)),
    /** Keyed by scope, version and time of the decision: a scope keeps all of its decisions. */
    POLICIES("policies.v1", Cleanup.COMPACT, Duration.ZERO),
    /** Keyed by patient id. Nobody is called for what is here. */
    SHADOW_FINDINGS("shadow-findings.v1", Cleanup.DELETE, Duration.ofDays(30));

    /** What Kafka does with old records. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    /**
     * How old a record of a compacted topic gets before the cleaner must have looked at it, once it
     * is superseded: without a bound, an old name or an old ward could stay for ever.
     */
    private static final Duration COMPACTION_LAG = Duration.ofDays(7);

    /** How long Kafka goes on filling a segment (its default): a segment only goes as a whole. */
    private static final Duration SEGMENT = Duration.ofDays(7);

    private final String topicName;
    private final Cleanup cleanup;
    private final Duration retention;

    Topic(String topicName, Cleanup cleanup, Duration retention) {
        this.topicName = topicName;
        this.cleanup = cleanup;
        this.retention = retention;
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** Kafka's own settings of this topic. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("cleanup.policy", cleanup.policy);
        if (cleanup != Cleanup.COMPACT) {
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        }
        if (cleanup != Cleanup.DELETE) {
            settings.put("max.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()));
        }
        return Map.copyOf(settings);
    }

    /**
     * How long after its publication a record is gone from the broker's disks at the latest: with
     * the settings above and Kafka's own defaults. Of a compacted topic it is so for records that
     * were superseded or forgotten, and from the next record on the same partition on.
     */
    public Duration forgottenAfter() {
        return switch (cleanup) {
            case DELETE -> retention.plus(SEGMENT);
            case COMPACT, COMPACT_AND_DELETE -> COMPACTION_LAG.plus(SEGMENT);
        };
    }

    public static Topic ofName(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + name));
    }
}
