package org.vitalwire.simulator.physiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final Course course = course(10, 20, 30, 10, 100);

    @Test
    void comesSmoothlyStaysAndGoes() {
        assertThat(severityAt(0)).isZero();
        assertThat(severityAt(9)).isZero();
        assertThat(severityAt(20)).isEqualTo(0.5);
        assertThat(severityAt(30)).isEqualTo(1);
        assertThat(severityAt(59)).isEqualTo(1);
        assertThat(severityAt(65)).isEqualTo(0.5);
        assertThat(severityAt(70)).isZero();
        assertThat(severityAt(99)).isZero();
    }

    @Test
    void beginsAgainAfterItsCycle() {
        assertThat(severityAt(120)).isEqualTo(severityAt(20));
        assertThat(severityAt(1_065)).isEqualTo(severityAt(65));
    }

    @Test
    void isQuietBeforeItsStart() {
        assertThat(severityAt(-5)).isZero();
    }

    @Test
    void mustFitIntoItsCycle() {
        assertThatIllegalArgumentException().isThrownBy(() -> course(10, 20, 30, 41, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> course(-1, 20, 30, 40, 100));
    }

    private double severityAt(long seconds) {
        return course.severity(Duration.ofSeconds(seconds));
    }

    private static Course course(long onset, long ramp, long plateau, long recovery, long cycle) {
        return new Course(
                Duration.ofSeconds(onset),
                Duration.ofSeconds(ramp),
                Duration.ofSeconds(plateau),
                Duration.ofSeconds(recovery),
                Duration.ofSeconds(cycle));
    }
}
