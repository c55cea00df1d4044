package org.vitalwire.ingest.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.ingest.vitals.LargestTriangle.Choice;

class LargestTriangleTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void everyChoiceWasMeasuredAndThereIsOneForEachStretchWithValues() {
        Random random = new Random(4);
        Map<Instant, Double> measured = new HashMap<>();
        LargestTriangle triangle = new LargestTriangle(NOON, MINUTE, false);
        for (int second = 0; second < 3_600; second++) {
            if (second / 600 % 2 == 0) {
                Instant time = NOON.plusSeconds(second);
                double value = random.nextInt(60, 100);
                measured.put(time, value);
                triangle.add(time, value, 0, false);
            }
        }
        List<Choice> choices = triangle.choices();
        assertThat(choices).hasSize(30);
        assertThat(choices)
                .allSatisfy(choice -> {
                    assertThat(measured.get(choice.time())).isEqualTo(choice.value());
                    assertThat(choice.n()).isEqualTo(60);
                    assertThat(choice.value()).isBetween(choice.low(), choice.high());
                });
        assertThat(choices.getFirst().time()).isEqualTo(NOON);
        assertThat(choices.getLast().time()).isEqualTo(NOON.plusSeconds(4 * 600 + 599));
        assertThat(choices)
                .extracting(choice -> Duration.between(NOON, choice.time()).toMinutes())
                .doesNotHaveDuplicates()
                .allMatch(minute -> minute / 10 % 2 == 0);
    }

    @Test
    void aSpikeOnALevelCurveIsChosen() {
        LargestTriangle triangle = new LargestTriangle(NOON, MINUTE, false);
        Instant spike = NOON.plusSeconds(150);
        for (int second = 0; second < 300; second++) {
            Instant time = NOON.plusSeconds(second);
            triangle.add(time, time.equals(spike) ? 180 : 70, 0, false);
        }
        assertThat(triangle.choices().get(2).time()).isEqualTo(spike);
        assertThat(triangle.choices().get(2).value()).isEqualTo(180);
    }

    @Test
    void fewValuesAreAllTold() {
        LargestTriangle triangle = new LargestTriangle(NOON, MINUTE, false);
        IntStream.range(0, 9).forEach(i -> triangle.add(NOON.plusSeconds(i * 600L), i, 0, false));
        assertThat(triangle.choices())
                .extracting(Choice::value)
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
    }

    @Test
    void flaggedValuesAreNeverChosenButTheirFlagsAreTold() {
        LargestTriangle triangle = new LargestTriangle(NOON, MINUTE, false);
        triangle.add(NOON, 70, 0, false);
        triangle.add(NOON.plusSeconds(1), 900, 1, false);
        triangle.add(NOON.plusSeconds(61), 901, 2, false);
        triangle.add(NOON.plusSeconds(121), 71, 0, false);
        List<Choice> choices = triangle.choices();
        assertThat(choices).extracting(Choice::flags).containsExactly(1, 2, 0);
        assertThat(choices).extracting(Choice::flaggedOnly).containsExactly(false, true, false);
        assertThat(choices.getFirst().high()).isEqualTo(70);
    }

    @Test
    void ofACodedSignTheWorstIsChosen() {
        LargestTriangle triangle = new LargestTriangle(NOON, MINUTE, true);
        triangle.add(NOON, 0, 0, false);
        triangle.add(NOON.plusSeconds(20), 3, 0, false);
        triangle.add(NOON.plusSeconds(40), 1, 0, false);
        assertThat(triangle.choices().getFirst().value()).isEqualTo(3);
    }
}
