package org.vitalwire.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When one device sends during a step.
 *
 * @param startMicros scheduled time of the first message
 * @param intervalMicros between messages
 * @param messages how many
 * @param crises the messages, by their index, that break a limit
 */
record Schedule(long startMicros, double intervalMicros, long messages, Map<Long, Crisis> crises) {

    static final Schedule NOTHING = new Schedule(0, 1, 0, Map.of());

    Schedule {
        crises = Map.copyOf(crises);
    }

    long timeOf(long index) {
        return startMicros + Math.round(index * intervalMicros);
    }

    /** The devices' messages spread evenly, so that the whole is as smooth as its rate. */
    static Schedule ofDevice(
            int device, int devices, double rate, double seconds, long start, List<Crisis> crises) {
        double interval = devices * 1e6 / rate;
        long messages = Math.round(seconds * 1e6 / interval);
        Map<Long, Crisis> byIndex = new HashMap<>();
        for (int i = 0; i < crises.size(); i++) {
            // Between a tenth and nine tenths of the step, and never two devices at once.
            double share = 0.1 + 0.8 * (i + (device + 0.5) / devices) / crises.size();
            byIndex.put((long) (messages * share), crises.get(i));
        }
        return new Schedule(
                start + Math.round(interval * device / devices), interval, messages, byIndex);
    }
}
