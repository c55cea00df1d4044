package org.vitalwire.gateway.mqtt;

import org.jspecify.annotations.Nullable;

/** The topics that a client of MQTT 5 has given numbers to on its connection. */
final class TopicAliases {

    private final @Nullable String[] topics;

    TopicAliases(int maximum) {
        this.topics = new @Nullable String[maximum];
    }

    /**
     * The topic that is meant; null when the alias is out of range or stands for nothing.
     *
     * @param topic empty when only the alias was sent
     */
    @Nullable String resolve(String topic, int alias) {
        if (alias < 1 || alias > topics.length) {
            return null;
        }
        if (topic.isEmpty()) {
            return topics[alias - 1];
        }
        topics[alias - 1] = topic;
        return topic;
    }
}
