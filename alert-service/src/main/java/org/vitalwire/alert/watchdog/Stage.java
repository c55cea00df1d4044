package org.vitalwire.alert.watchdog;

import java.util.Locale;

/** Where a beat can get to, in the order in which it does. */
enum Stage {
    /** The gateway has acknowledged it over MQTT: it is in Kafka. */
    PUBLISH,
    /** Analytics judged it, and what was found has come to the alert service's topic. */
    SCORE,
    /** There is an alert of it. */
    ALERT,
    /** Somebody was called, and a receipt came back. */
    RECEIPT;

    /** As in answers: {@code publish}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
