package org.vitalwire.analytics.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;

class StateWriterTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        StateWriter out = new StateWriter();
        out.base(1_795_000_000_000_000L);
        out.bits(255);
        out.varint(1L << 40);
        out.signed(-3);
        out.time(1_795_000_000_000_000L - 5_000_000);
        out.time(1_795_000_000_000_000L + 7);
        out.time(1_795_000_000_000_000L - 1_234_567);
        out.time(1_795_000_000_000_000L);
        out.time(EventTime.NEVER);
        out.value(-37.25);
        out.number(Math.PI);
        out.fraction(0.25);
        out.flag(true);
        out.text("µ low-spo2");

        StateReader in = new StateReader(out.toBytes());
        assertThat(in.base()).isEqualTo(1_795_000_000_000_000L);
        assertThat(in.bits()).isEqualTo(255);
        assertThat(in.varint()).isEqualTo(1L << 40);
        assertThat(in.signed()).isEqualTo(-3);
        assertThat(in.time()).isEqualTo(1_795_000_000_000_000L - 5_000_000);
        assertThat(in.time()).isEqualTo(1_795_000_000_000_000L + 7);
        assertThat(in.time()).isEqualTo(1_795_000_000_000_000L - 1_234_567);
        assertThat(in.time()).isEqualTo(1_795_000_000_000_000L);
        assertThat(in.time()).isEqualTo(EventTime.NEVER);
        assertThat(in.value()).isEqualTo(-37.25);
        assertThat(in.number()).isEqualTo(Math.PI);
        assertThat(in.fraction()).isEqualTo(0.25);
        assertThat(in.flag()).isTrue();
        assertThat(in.text()).isEqualTo("µ low-spo2");
    }

    @Test
    void textThatStartsAsTheOneBeforeIsReadAgain() {
        StateWriter out = new StateWriter();
        out.textAfter("", "monitor-1:100");
        out.textAfter("monitor-1:100", "monitor-1:101");
        out.textAfter("monitor-1:101", "pump");
        StateReader in = new StateReader(out.toBytes());
        assertThat(in.textAfter("")).isEqualTo("monitor-1:100");
        assertThat(in.textAfter("monitor-1:100")).isEqualTo("monitor-1:101");
        assertThat(in.textAfter("monitor-1:101")).isEqualTo("pump");
    }

    @Test
    void smallNumbersTakeFewBytes() {
        StateWriter out = new StateWriter();
        out.varint(100);
        out.signed(-60);
        assertThat(out.toBytes()).hasSize(2);
    }

    @Test
    void growsBeyondItsFirstBuffer() {
        StateWriter out = new StateWriter();
        for (int i = 0; i < 1000; i++) {
            out.fixed64(i);
        }
        StateReader in = new StateReader(out.toBytes());
        for (int i = 0; i < 1000; i++) {
            assertThat(in.fixed64()).isEqualTo(i);
        }
    }
}
