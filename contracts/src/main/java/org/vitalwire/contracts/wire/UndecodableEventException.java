package org.vitalwire.contracts.wire;

import org.vitalwire.contracts.topic.Topic;

/** Bytes on a topic that are not an event of that topic. */
public final class UndecodableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecodableEventException(Topic topic, Throwable cause) {
        super("not an event of " + topic.topicName(), cause);
    }
}
