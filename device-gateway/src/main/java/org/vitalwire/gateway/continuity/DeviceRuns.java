package org.vitalwire.gateway.continuity;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs of a device under one boot's name, oldest first. A named boot has one run. Without a
 * name a new run is told by a number that goes back while the measured time goes on; see {@link
 * CountedRun#isBefore}. A device whose clock jumps ahead and that counts out of order at the same
 * moment can mislead that; naming its boots cannot.
 */
record DeviceRuns(String boot, List<CountedRun> runs) {

    /** Late messages of unnamed boots find their run among so many. */
    static final int KEPT = 3;

    DeviceRuns {
        runs = List.copyOf(runs);
    }

    /** With one more message. */
    DeviceRuns with(Counted message, int mostIntervals) {
        if (runs.isEmpty()) {
            return new DeviceRuns(
                    boot, List.of(CountedRun.begun(boot, 0, message).with(message, mostIntervals)));
        }
        List<CountedRun> changed = new ArrayList<>(runs);
        int last = runs.size() - 1;
        CountedRun newest = runs.get(last);
        if (boot.isEmpty() && !message.refused() && newest.isBefore(message)) {
            changed.add(
                    CountedRun.begun(boot, newest.run() + 1, message).with(message, mostIntervals));
            if (changed.size() > KEPT) {
                changed.removeFirst();
            }
        } else {
            int own = boot.isEmpty() ? ownRun(message) : last;
            changed.set(own, runs.get(own).with(message, mostIntervals));
        }
        return new DeviceRuns(boot, changed);
    }

    private int ownRun(Counted message) {
        int own = runs.size() - 1;
        // Of a refused message no time is known that can be relied on.
        while (!message.refused() && own > 0 && runs.get(own).isAfter(message)) {
            own--;
        }
        return own;
    }
}
