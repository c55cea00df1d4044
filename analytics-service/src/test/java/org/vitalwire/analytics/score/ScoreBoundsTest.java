package org.vitalwire.analytics.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/** What holds of the bounds of every table, whatever is known and whatever comes. */
class ScoreBoundsTest {

    private static final int PATIENTS = 1_500;

    static List<ScoreTable> tables() {
        return ScoreTables.shipped().all().stream()
                .filter(ScoreTable.class::isInstance)
                .map(ScoreTable.class::cast)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whateverIsMissingTheTotalLiesWithinTheBounds(ScoreTable table) {
        Random random = new Random(table.score().hashCode());
        ScoreEngine engine = new ScoreEngine(table);
        int incomplete = 0;
        for (int i = 0; i < PATIENTS; i++) {
            Optional<LocalDate> bornOn = bornOn(table, random);
            KnownFeatures patient = new KnownFeatures();
            for (ScoreParameter parameter : table.parameters()) {
                for (Source source : parameter.sources()) {
                    if (random.nextInt(3) == 0) {
                        know(patient, source.feature(), random);
                    }
                }
            }
            ScoreResult before = engine.score(patient, bornOn, 1);
            incomplete += before.isComplete() ? 0 : 1;
            int lower = before.lowerBound();
            int upper = before.upperBound();
            ScoreResult result = before;
            while (!result.isComplete()) {
                assertThat(result.total()).isEmpty();
                assertThat(result.upperBound()).isGreaterThanOrEqualTo(result.lowerBound());
                result = engine.score(learnOneOf(result, table, patient, random), bornOn, 1);
                // What becomes known narrows the bounds from both sides.
                assertThat(result.lowerBound()).isGreaterThanOrEqualTo(lower);
                assertThat(result.upperBound()).isLessThanOrEqualTo(upper);
                lower = result.lowerBound();
                upper = result.upperBound();
            }
            assertThat(result.total().orElseThrow())
                    .isBetween(before.lowerBound(), before.upperBound())
                    .isEqualTo(result.lowerBound())
                    .isEqualTo(result.upperBound());
        }
        assertThat(incomplete).isGreaterThan(PATIENTS / 10);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void ageingOnlyEverTakesAway(ScoreTable table) {
        Random random = new Random(7);
        ScoreEngine engine = new ScoreEngine(table);
        for (int i = 0; i < 200; i++) {
            Optional<LocalDate> bornOn = bornOn(table, random);
            KnownFeatures patient = new KnownFeatures();
            for (ScoreParameter parameter : table.parameters()) {
                know(patient, parameter.sources().getFirst().feature(), random);
            }
            int missing = -1;
            for (long minute = 0; minute <= 25 * 60; minute += 7) {
                ScoreResult result = engine.score(patient, bornOn, minute * 60_000_000L);
                assertThat(result.missing().size()).isGreaterThanOrEqualTo(missing);
                missing = result.missing().size();
            }
            assertThat(missing).isEqualTo(table.parameters().size());
        }
    }

    private static KnownFeatures learnOneOf(
            ScoreResult result, ScoreTable table, KnownFeatures patient, Random random) {
        List<String> missing = new ArrayList<>(result.missing());
        Collections.shuffle(missing, random);
        ScoreParameter parameter =
                table.parameters().stream()
                        .filter(p -> p.name().equals(missing.getFirst()))
                        .findFirst()
                        .orElseThrow();
        List<Source> sources = parameter.sources();
        // Of "this or that" all that is not yet known must come in the end.
        List<Source> unknown =
                sources.stream().filter(source -> !isKnown(patient, source.feature())).toList();
        know(patient, unknown.get(random.nextInt(unknown.size())).feature(), random);
        return patient;
    }

    private static boolean isKnown(Features patient, Feature feature) {
        return switch (feature) {
            case Feature.Level level -> patient.level(level.sign()) != null;
            case Feature.Declared declared -> patient.declared(declared.name()) != null;
            case Feature.Slope slope -> patient.slope(slope.sign()) != null;
            case Feature.Deviation deviation -> patient.deviation(deviation.sign()) != null;
            case Feature.Ratio _, Feature.MeanOf _ ->
                    feature.signs().stream().allMatch(sign -> patient.level(sign) != null);
        };
    }

    private static void know(KnownFeatures patient, Feature feature, Random random) {
        if (feature instanceof Feature.Declared declared) {
            int range = declared.codes().isEmpty() ? 60 : declared.codes().size();
            patient.with(declared.name(), random.nextInt(range));
        }
        if (feature instanceof Feature.Slope || feature instanceof Feature.Deviation) {
            patient.with(feature.name(), random.nextDouble() * 12 - 6);
            return;
        }
        for (VitalSign sign : feature.signs()) {
            CatalogueEntry entry = sign.entry();
            double value = entry.low() + random.nextDouble() * (entry.high() - entry.low());
            patient.with(sign.code(), entry.roundToResolution(value));
        }
    }

    /** Of an age that the table is for; adults also without one. */
    private static Optional<LocalDate> bornOn(ScoreTable table, Random random) {
        if (!table.ageNeeded() && random.nextBoolean()) {
            return Optional.empty();
        }
        AgeRange age = table.ages().get(random.nextInt(table.ages().size()));
        int months = age.fromMonths() + (age.belowMonths() == AgeRange.OPEN ? 240 : 1);
        return Optional.of(LocalDate.EPOCH.minusMonths(months));
    }
}
