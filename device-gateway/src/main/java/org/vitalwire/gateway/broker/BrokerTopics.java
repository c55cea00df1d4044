package org.vitalwire.gateway.broker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.device.DeviceTopics;

/** The same topics as of our own endpoint, for all devices at once. */
final class BrokerTopics {

    private BrokerTopics() {}

    /**
     * @param group empty for a subscription of our own
     */
    static List<String> filters(String group) {
        String shared = group.isEmpty() ? "" : "$share/" + group + "/";
        String devices = shared + DeviceTopics.ROOT + "+/";
        return List.of(devices + "readings/#", devices + "status", devices + "waveforms/#");
    }

    /**
     * Who published, as far as the broker lets only a device itself publish there; null where the
     * topic's level is no device id.
     */
    static @Nullable String device(String topic) {
        if (!topic.startsWith(DeviceTopics.ROOT)) {
            return null;
        }
        int end = topic.indexOf('/', DeviceTopics.ROOT.length());
        String id = end < 0 ? "" : topic.substring(DeviceTopics.ROOT.length(), end);
        return DeviceId.isValid(id) ? id : null;
    }
}
