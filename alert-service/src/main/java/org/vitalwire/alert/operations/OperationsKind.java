package org.vitalwire.alert.operations;

import java.util.Locale;

/** What can be wrong with the platform. */
public enum OperationsKind {
    /** A care unit, the subject, has nobody who would be called. */
    NOBODY_ON_CALL(Severity.DOWN),
    /** A channel, the subject, delivers nothing. */
    CHANNEL_DEAD(Severity.DOWN),
    /** The canary's beats stopped coming; the subject is the last stage that saw one. */
    PLATFORM_SILENT(Severity.DOWN),
    /** A step of the pipeline, the subject, is behind. */
    PIPELINE_LAG(Severity.DEGRADED),
    /** Devices that were heard are not any more; the subject is their care unit. */
    DEVICES_SILENT(Severity.DEGRADED),
    /** Nobody could be reached about an alert of a care unit, the subject. */
    UNREACHABLE(Severity.DOWN);

    /** What is left of the platform's purpose while it lasts. */
    public enum Severity {
        /** Alerts arrive, perhaps late or not all of them. */
        DEGRADED,
        /** Some alerts reach nobody. */
        DOWN
    }

    private final Severity severity;

    OperationsKind(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** As in answers and metrics: {@code nobody-on-call}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
