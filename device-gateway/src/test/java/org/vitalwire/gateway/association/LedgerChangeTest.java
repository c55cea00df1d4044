package org.vitalwire.gateway.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

class LedgerChangeTest {

    private static final DeviceId DEVICE = new DeviceId("monitor-1");
    private static final AssociationHistory EMPTY = new AssociationHistory(DEVICE, List.of());

    @Test
    void aNewAssociationEndsTheOpenOneWhereItBegins() {
        AssociationHistory history =
                changed(LedgerChange.associate(EMPTY, period("a", "pat-1", 10, -1)));

        LedgerChange change = LedgerChange.associate(history, period("b", "pat-2", 20, -1));

        assertThat(at(changed(change), 19)).isEqualTo("pat-1");
        assertThat(at(changed(change), 20)).isEqualTo("pat-2");
        assertThat(((LedgerChange.Changed) change).closed())
                .hasValueSatisfying(closed -> assertThat(closed.associationId()).isEqualTo("a"));
    }

    @Test
    void aPeriodThatOverlapsAnotherIsRefused() {
        AssociationHistory history =
                new AssociationHistory(
                        DEVICE,
                        List.of(period("a", "pat-1", 10, 20), period("b", "pat-2", 30, -1)));

        assertThat(LedgerChange.associate(history, period("c", "pat-3", 5, 11)))
                .isInstanceOf(LedgerChange.Overlapping.class);
        assertThat(LedgerChange.associate(history, period("c", "pat-3", 19, 25)))
                .isInstanceOf(LedgerChange.Overlapping.class);
        assertThat(LedgerChange.associate(history, period("c", "pat-3", 25, -1)))
                .isInstanceOf(LedgerChange.Overlapping.class);
        assertThat(LedgerChange.associate(history, period("c", "pat-3", 30, -1)))
                .isInstanceOf(LedgerChange.Overlapping.class);
    }

    @Test
    void aPeriodFitsBetweenOthers() {
        AssociationHistory history =
                new AssociationHistory(
                        DEVICE,
                        List.of(period("a", "pat-1", 10, 20), period("b", "pat-2", 30, -1)));

        AssociationHistory added =
                changed(LedgerChange.associate(history, period("c", "pat-3", 20, 30)));

        assertThat(at(added, 19)).isEqualTo("pat-1");
        assertThat(at(added, 20)).isEqualTo("pat-3");
        assertThat(at(added, 30)).isEqualTo("pat-2");
    }

    @Test
    void sayingTheSameTwiceChangesNothing() {
        AssociationHistory history =
                changed(LedgerChange.associate(EMPTY, period("a", "pat-1", 10, -1)));

        assertThat(LedgerChange.associate(history, period("other", "pat-1", 10, -1)))
                .isInstanceOf(LedgerChange.Unchanged.class);
    }

    @Test
    void anEndedPeriodIsNotEndedAgain() {
        AssociationHistory history =
                changed(LedgerChange.associate(EMPTY, period("a", "pat-1", 10, -1)));
        AssociationHistory ended = changed(LedgerChange.end(history, "a", instant(20)));

        assertThat(at(ended, 20)).isNull();
        assertThat(LedgerChange.end(ended, "a", instant(20)))
                .isInstanceOf(LedgerChange.Unchanged.class);
        assertThat(LedgerChange.end(ended, "a", instant(25)))
                .isInstanceOf(LedgerChange.NotOpen.class);
        assertThat(LedgerChange.end(history, "a", instant(10)))
                .isInstanceOf(LedgerChange.NotOpen.class);
        assertThat(LedgerChange.end(history, "x", instant(20)))
                .isInstanceOf(LedgerChange.NotOpen.class);
    }

    /**
     * An oracle that keeps a patient for each second must agree with the ledger about all of them.
     */
    @Test
    void noOrderOfChangesPutsASampleOnTheWrongPatient() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            @Nullable String[] oracle = new @Nullable String[100];
            AssociationHistory history = EMPTY;
            for (int step = 0; step < 40; step++) {
                int from = random.nextInt(95);
                int to = random.nextInt(3) == 0 ? -1 : from + 1 + random.nextInt(5);
                String patient = "pat-" + step;
                AssociationPeriod open = open(history);
                if (open != null && random.nextInt(4) == 0) {
                    if (LedgerChange.end(history, open.associationId(), instant(from))
                            instanceof LedgerChange.Changed change) {
                        history = change.history();
                        fill(oracle, from, 100, null);
                    }
                    continue;
                }
                if (LedgerChange.associate(history, period("a" + step, patient, from, to))
                        instanceof LedgerChange.Changed change) {
                    history = change.history();
                    if (change.closed().isPresent()) {
                        fill(oracle, from, 100, null);
                    }
                    for (int i = from; i < (to < 0 ? 100 : to); i++) {
                        assertThat(oracle[i]).as("second %d was free", i).isNull();
                    }
                    fill(oracle, from, to < 0 ? 100 : to, patient);
                }
            }
            for (int i = 0; i < 100; i++) {
                assertThat(at(history, i)).as("seed %d, second %d", seed, i).isEqualTo(oracle[i]);
            }
        }
    }

    private static void fill(
            @Nullable String[] oracle, int from, int to, @Nullable String patient) {
        for (int i = from; i < to; i++) {
            oracle[i] = patient;
        }
    }

    private static @Nullable AssociationPeriod open(AssociationHistory history) {
        List<AssociationPeriod> open = new ArrayList<>(history.periods());
        open.removeIf(period -> !period.isOpen());
        return open.isEmpty() ? null : open.getFirst();
    }

    private static AssociationHistory changed(LedgerChange change) {
        return ((LedgerChange.Changed) change).history();
    }

    private static @Nullable String at(AssociationHistory history, int second) {
        return history.at(instant(second)).map(p -> p.patientId().value()).orElse(null);
    }

    private static AssociationPeriod period(String id, String patient, int from, int to) {
        return new AssociationPeriod(
                id,
                new PatientId(patient),
                Optional.empty(),
                instant(from),
                to < 0 ? Optional.empty() : Optional.of(instant(to)),
                "test");
    }

    private static Instant instant(int second) {
        return Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second);
    }
}
