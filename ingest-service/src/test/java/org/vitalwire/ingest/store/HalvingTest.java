package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();
    private int attempts;

    private void write(List<Integer> items, int... poison) {
        Halving.write(
                items,
                part -> {
                    attempts++;
                    if (IntStream.of(poison).anyMatch(part::contains)) {
                        throw new RowsRefusedException("22008");
                    }
                    written.addAll(part);
                },
                (item, refusal) -> refused.add(item));
    }

    @Test
    void aGoodBatchIsWrittenAtOnce() {
        write(List.of(1, 2, 3));
        assertThat(written).containsExactly(1, 2, 3);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void onePoisonousRowAmongAThousandIsFoundInAFewSteps() {
        write(IntStream.range(0, 1_000).boxed().toList(), 613);
        assertThat(refused).containsExactly(613);
        assertThat(written).hasSize(999).doesNotContain(613).isSorted();
        assertThat(attempts).isLessThanOrEqualTo(21);
    }

    @Test
    void severalAreFoundToo() {
        write(IntStream.range(0, 10).boxed().toList(), 0, 9, 4);
        assertThat(refused).containsExactly(0, 4, 9);
        assertThat(written).hasSize(7);
    }

    @Test
    void anAbsentDatabaseRefusesNothing() {
        assertThatThrownBy(() ->
                        Halving.write(
                                List.of(1, 2),
                                part -> {
                                    throw new StoreUnavailableException(
                                            new IllegalStateException());
                                },
                                (item, refusal) -> refused.add(item)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(refused).isEmpty();
    }
}
