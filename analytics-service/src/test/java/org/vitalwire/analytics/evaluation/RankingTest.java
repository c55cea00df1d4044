package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void aScoreThatKnowsIsOneAndOneThatSaysNothingAHalf() {
        Ranking knows = new Ranking();
        knows.add(3, true);
        knows.add(2, false);
        knows.add(-1, false);
        assertThat(knows.auroc()).isEqualTo(1);
        assertThat(knows.auprc()).isEqualTo(1);

        Ranking mute = new Ranking();
        mute.add(1, true);
        mute.add(1, false);
        mute.add(1, false);
        mute.add(1, false);
        assertThat(mute.auroc()).isEqualTo(0.5);
        assertThat(mute.auprc()).isEqualTo(0.25);
    }

    @Test
    void itIsTheShareOfPairsThatAreRankedRightTiesCountingHalf() {
        Random random = new Random(5);
        int[] scores = random.ints(300, 0, 9).toArray();
        boolean[] positive = new boolean[scores.length];
        Ranking ranking = new Ranking();
        for (int i = 0; i < scores.length; i++) {
            positive[i] = random.nextInt(9) < 1 + scores[i] / 2;
            ranking.add(scores[i], positive[i]);
        }
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(ranking.auroc()).isCloseTo(right / pairs, within(1e-12));
    }

    @Test
    void withoutPositiveHoursThereIsNoAnswer() {
        Ranking ranking = new Ranking();
        ranking.add(1, false);
        assertThat(ranking.auroc()).isNaN();
        assertThat(ranking.auprc()).isNaN();
    }
}
