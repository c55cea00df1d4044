package org.vitalwire.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreatherTest {

    private final Breather breather = new Breather();

    @Test
    void withRoomNothingIsHeldBack() {
        assertThat(breather.holdsBack(false)).isFalse();
    }

    @Test
    void whileMemoryIsShortItReadsHalfOfTheTime() {
        List<Boolean> held = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            held.add(breather.holdsBack(true));
        }

        assertThat(held)
                .containsExactly(
                        true, true, true, true, true, false, false, false, false, false, true, true,
                        true, true, true, false, false, false, false, false);
        assertThat(breather.holdsBack(false)).isFalse();
        assertThat(breather.holdsBack(true)).isTrue();
    }

    @Test
    void whatCollectionsLeaveIsAPartOfTheHeap() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        assertThat(new HeapGuard(1, meters).kept()).isBetween(0.0, 1.0);
        assertThat(new HeapGuard(1, meters).isShort()).isFalse();
        assertThat(new HeapGuard(-1, meters).isShort()).isTrue();
    }
}
