package org.vitalwire.analytics.patient;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.vitals.VitalSign;

/** The memories of the signs of one lane. Mutable; a copy shares what neither has changed since. */
final class Signs {

    private static final int COUNT =
            1 + Arrays.stream(VitalSign.values()).mapToInt(VitalSign::number).max().orElseThrow();

    private final @Nullable SignMemory[] memories;
    private final boolean[] shared;

    Signs() {
        this(new @Nullable SignMemory[COUNT], new boolean[COUNT]);
    }

    private Signs(@Nullable SignMemory[] memories, boolean[] shared) {
        this.memories = memories;
        this.shared = shared;
    }

    Signs copy() {
        Arrays.fill(shared, true);
        return new Signs(memories.clone(), shared.clone());
    }

    /** To be read; null when nothing is remembered of it. */
    @Nullable SignMemory of(VitalSign sign) {
        return memories[sign.number()];
    }

    /** To be changed. */
    SignMemory own(VitalSign sign) {
        int number = sign.number();
        SignMemory memory = memories[number];
        if (memory == null) {
            memory = new SignMemory();
        } else if (shared[number]) {
            memory = memory.copy();
        } else {
            return memory;
        }
        memories[number] = memory;
        shared[number] = false;
        return memory;
    }

    void addIds(IdTable ids) {
        for (SignMemory memory : memories) {
            Measured newest = memory == null ? null : memory.newest;
            if (newest != null) {
                ids.add(newest.messageId());
            }
        }
    }

    void write(StateWriter out, IdTable ids) {
        for (int i = 0; i < COUNT; i++) {
            SignMemory memory = memories[i];
            if (memory != null) {
                out.bits(i);
                memory.write(out, ids);
            }
        }
        out.bits(0);
    }

    static Signs read(StateReader in, IdTable ids) {
        Signs signs = new Signs();
        int number = in.bits();
        while (number != 0) {
            signs.memories[number] = SignMemory.read(in, ids);
            number = in.bits();
        }
        return signs;
    }
}
