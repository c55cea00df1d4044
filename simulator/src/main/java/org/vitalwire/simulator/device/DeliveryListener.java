package org.vitalwire.simulator.device;

/** Hears of every acknowledgement, once for each reading. Called on the connection's thread. */
@FunctionalInterface
public interface DeliveryListener {

    /** Nobody wants to know. */
    DeliveryListener NONE = (message, reasonCode) -> {};

    /**
     * @param reasonCode of the PUBACK: below 0x80 the platform has the reading, from 0x80 on it
     *     refused it for good
     */
    void acknowledged(ReadingMessage message, int reasonCode);
}
