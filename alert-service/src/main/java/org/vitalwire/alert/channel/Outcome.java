package org.vitalwire.alert.channel;

import java.time.Duration;

/** What came of handing a message over. Reasons are of few kinds, and quote nothing. */
public sealed interface Outcome {

    /** The person's device has it. */
    record Received() implements Outcome {}

    /**
     * The next system has taken it; whether it reaches the person is told later, or never.
     *
     * @param reference the next system's name for it, by which {@link Receipts#deliveryOf} finds it
     *     again; empty where it gave none
     */
    record Sent(String reference) implements Outcome {}

    /**
     * Not now; the same delivery may be tried again.
     *
     * @param pause at least so long; zero where the sender may choose
     */
    record Later(Duration pause, String reason) implements Outcome {}

    /** Not at all: trying it again, to this address, is no use. */
    record Refused(String reason) implements Outcome {}
}
