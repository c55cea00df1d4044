package org.vitalwire.contracts.topic;

/** Names of record headers. They never hold anything about a patient. */
public final class Headers {

    /** Full name of the Protobuf message, for readers of mixed topics and for people. */
    public static final String EVENT_TYPE = "event-type";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private Headers() {}
}
