package org.vitalwire.analytics.evaluation;

import java.io.IOException;
import java.util.function.Consumer;

/** Recorded patients, from wherever. */
public interface StaySource {

    /** For people, for example {@code sepsis2019/dev}. */
    String name();

    /** How many stays there are, 0 where that is not known before all are read. */
    default int expected() {
        return 0;
    }

    /**
     * One stay after the other, always in the same order.
     *
     * @throws UnreadableDataException when a recording is not what it should be
     */
    void forEach(Consumer<Stay> each) throws IOException;
}
