package org.vitalwire.gateway.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

/**
 * Whatever is done to the ledger in whatever order, a sample is on whom the device was on when it
 * measured, or on nobody. The oracle is a strip of seconds on which each change is painted.
 */
class LedgerPropertyTest {

    private static final int HORIZON = 400;
    private static final DeviceId DEVICE = new DeviceId("monitor-1");

    private final @Nullable String[] strip = new String[HORIZON];
    private AssociationHistory history = new AssociationHistory(DEVICE, List.of());
    private int made;
    private int refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noInterleavingPutsASampleOnTheWrongPatient(long seed) {
        Random random = new Random(seed);
        List<Integer> samples = new ArrayList<>();
        for (int step = 0; step < 600; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> associate(random);
                case 2 -> end(random);
                case 3 -> correct(random);
                default -> samples.add(random.nextInt(HORIZON));
            }
            // Late or not: each sample that ever came is resolved by the ledger as it is now.
            for (int second : samples) {
                assertThat(patientAt(second)).isEqualTo(Optional.ofNullable(strip[second]));
            }
        }
        assertThat(made).isGreaterThan(20);
        assertThat(refused).isGreaterThan(20);
    }

    private void associate(Random random) {
        int from = random.nextInt(HORIZON - 1);
        Optional<Integer> to =
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(Math.min(HORIZON, from + 1 + random.nextInt(30)));
        AssociationPeriod wanted = period(random, from, to);
        switch (LedgerChange.associate(history, wanted)) {
            case LedgerChange.Changed changed -> {
                // An open period before it ends where it begins.
                changed.closed().ifPresent(closed -> paint(from, HORIZON, null));
                assertFree(from, to.orElse(HORIZON));
                paint(from, to.orElse(HORIZON), wanted.patientId().value());
                history = changed.history();
                made++;
            }
            case LedgerChange.Overlapping _ -> {
                assertTaken(from, to.orElse(HORIZON));
                refused++;
            }
            case LedgerChange.Unchanged _ -> refused++;
            case LedgerChange.NotOpen _ -> throw new AssertionError("not asked to end anything");
        }
    }

    private void end(Random random) {
        Optional<AssociationPeriod> chosen = any(random);
        if (chosen.isEmpty()) {
            return;
        }
        int at = random.nextInt(HORIZON);
        if (LedgerChange.end(history, chosen.get().associationId(), time(at))
                instanceof LedgerChange.Changed changed) {
            assertThat(chosen.get().isOpen()).isTrue();
            paint(at, HORIZON, null);
            history = changed.history();
        }
    }

    private void correct(Random random) {
        Optional<AssociationPeriod> chosen = any(random);
        if (chosen.isEmpty()) {
            return;
        }
        AssociationPeriod wrong = chosen.get();
        Optional<Integer> from =
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(HORIZON));
        Optional<Integer> to =
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(HORIZON));
        Correction correction =
                new Correction(
                        "correction-" + made,
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(new PatientId("pat-" + random.nextInt(5))),
                        Optional.empty(),
                        from.map(LedgerPropertyTest::time),
                        to.map(LedgerPropertyTest::time),
                        "tester");
        switch (correction.of(history, wrong.associationId())) {
            case LedgerChange.Changed changed -> {
                paint(
                        second(wrong.from()),
                        wrong.to().map(LedgerPropertyTest::second).orElse(HORIZON),
                        null);
                int begin = second(changed.period().from());
                int end = changed.period().to().map(LedgerPropertyTest::second).orElse(HORIZON);
                assertFree(begin, end);
                paint(begin, end, changed.period().patientId().value());
                assertThat(changed.closed()).contains(wrong);
                history = changed.history();
                made++;
            }
            case LedgerChange.Overlapping _ -> refused++;
            case LedgerChange.Unchanged _ -> refused++;
            case LedgerChange.NotOpen _ -> refused++;
        }
    }

    private Optional<AssociationPeriod> any(Random random) {
        return history.periods().isEmpty()
                ? Optional.empty()
                : Optional.of(history.periods().get(random.nextInt(history.periods().size())));
    }

    private AssociationPeriod period(Random random, int from, Optional<Integer> to) {
        return new AssociationPeriod(
                "period-" + made,
                new PatientId("pat-" + random.nextInt(5)),
                Optional.empty(),
                time(from),
                to.map(LedgerPropertyTest::time),
                "tester");
    }

    private Optional<String> patientAt(int second) {
        return history.at(time(second)).map(period -> period.patientId().value());
    }

    private void paint(int from, int to, @Nullable String patient) {
        for (int second = from; second < Math.min(to, HORIZON); second++) {
            strip[second] = patient;
        }
    }

    private void assertFree(int from, int to) {
        for (int second = from; second < Math.min(to, HORIZON); second++) {
            assertThat(strip[second]).isNull();
        }
    }

    private void assertTaken(int from, int to) {
        boolean taken = false;
        for (int second = from; second < Math.min(to, HORIZON); second++) {
            taken |= strip[second] != null;
        }
        assertThat(taken).isTrue();
    }

    private static Instant time(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private static int second(Instant time) {
        return Math.toIntExact(time.getEpochSecond());
    }
}
