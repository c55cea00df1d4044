package org.vitalwire.simulator.ward;

import static org.vitalwire.simulator.physiology.Scenario.COPD_ON_OXYGEN;
import static org.vitalwire.simulator.physiology.Scenario.DESATURATION;
import static org.vitalwire.simulator.physiology.Scenario.DETERIORATION;
import static org.vitalwire.simulator.physiology.Scenario.DISCONNECTS;
import static org.vitalwire.simulator.physiology.Scenario.SENSOR_ARTEFACTS;
import static org.vitalwire.simulator.physiology.Scenario.STABLE;
import static org.vitalwire.simulator.physiology.Scenario.TACHYCARDIA;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.vitalwire.simulator.physiology.Scenario;
import org.vitalwire.simulator.platform.CensusFacts;

/** Who lies where. The same plan on every start, so that a ward survives a restart. */
final class WardPlan {

    private static final List<String> NAMES =
            List.of(
                    "SIM Adams, Ada",
                    "SIM Brown, Ben",
                    "SIM Clark, Cora",
                    "SIM Davis, Dan",
                    "SIM Evans, Eve",
                    "SIM Foster, Finn",
                    "SIM Green, Gwen",
                    "SIM Hughes, Hal",
                    "SIM Irving, Ida",
                    "SIM Jones, Jack",
                    "SIM King, Kate",
                    "SIM Lewis, Leo");

    private static final List<Scenario> SCENARIOS =
            List.of(
                    STABLE,
                    DETERIORATION,
                    COPD_ON_OXYGEN,
                    DESATURATION,
                    STABLE,
                    TACHYCARDIA,
                    SENSOR_ARTEFACTS,
                    STABLE,
                    DISCONNECTS,
                    STABLE,
                    COPD_ON_OXYGEN,
                    DETERIORATION);

    private static final int BEDS_IN_WARD_A = 8;

    /** So that a visitor sees an ill ward at once: one patient is already bad, others soon. */
    private static final Map<Integer, Duration> HEAD_STARTS =
            Map.of(
                    3, Duration.ofSeconds(100),
                    5, Duration.ofSeconds(200),
                    11, Duration.ofSeconds(1320));

    private WardPlan() {}

    /** Two thirds of the beds in ward A, the rest in ward B; at most twelve. */
    static List<SimulatedBed> demonstration(int beds, long seed) {
        return IntStream.range(0, Math.min(beds, NAMES.size()))
                .mapToObj(i -> demonstrationBed(i, seed))
                .toList();
    }

    /** As many beds as wanted, every scenario in turn. */
    static List<SimulatedBed> fleet(int beds, long seed) {
        return IntStream.range(0, beds).mapToObj(i -> fleetBed(i, seed)).toList();
    }

    private static SimulatedBed demonstrationBed(int i, long seed) {
        boolean wardA = i < BEDS_IN_WARD_A;
        String bed = wardA ? "A" + (i + 1) : "B" + (i - BEDS_IN_WARD_A + 1);
        return new SimulatedBed(
                "sim-bed-" + bed.toLowerCase(Locale.ROOT),
                new CensusFacts(
                        "sim-" + bed.toLowerCase(Locale.ROOT),
                        NAMES.get(i),
                        LocalDate.of(1932 + 5 * i, 1 + i % 12, 3 + 2 * i),
                        wardA ? "ward-a" : "ward-b",
                        bed),
                SCENARIOS.get(i),
                seed + i,
                HEAD_STARTS.getOrDefault(i, Duration.ZERO));
    }

    private static SimulatedBed fleetBed(int i, long seed) {
        String number = String.format(Locale.ROOT, "%04d", i + 1);
        Scenario[] all = Scenario.values();
        return new SimulatedBed(
                "sim-fleet-" + number,
                new CensusFacts(
                        "sim-fleet-" + number,
                        "SIM Fleet " + number,
                        LocalDate.of(1930 + i % 70, 1 + i % 12, 1 + i % 28),
                        "ward-simulated",
                        "F" + number),
                all[i % all.length],
                seed + i,
                Duration.ZERO);
    }
}
