package org.vitalwire.contracts.topic;

import java.time.Duration;
import java.util.Arrays;
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
    /** Keyed by episode id. */
    ALERTS("alerts.v1", Cleanup.COMPACT_AND_DELETE, Duration.ofDays(365));

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
        return cleanup == Cleanup.COMPACT
                ? Map.of("cleanup.policy", cleanup.policy)
                : Map.of(
                        "cleanup.policy",
                        cleanup.policy,
                        "retention.ms",
                        Long.toString(retention.toMillis()));
    }

    public static Topic ofName(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + name));
    }
}
