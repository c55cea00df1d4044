package org.vitalwire.benchmarks.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.encoding.FhirJson;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.ObservationMapper;

/**
 * What {@code benchmarks/ehr encode} calls: chart lines to FHIR JSON, beside HAPI's encoder on the
 * same Observations, turn by turn on one thread.
 */
public final class EncodeBenchmark {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final int SAMPLES = 6;
    private static final int PASSES = 2_000;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int ROUNDS = 9;

    private final IParser hapi = FhirContext.forR4Cached().newJsonParser();
    private final List<LedgerEntry> lines =
            Arrays.stream(ChartItem.values())
                    .filter(item -> item != ChartItem.NEWS2)
                    .map(EncodeBenchmark::line)
                    .toList();
    private final List<Observation> observations =
            lines.stream().map(ObservationMapper::toObservation).toList();

    private EncodeBenchmark() {}

    public static void main(String[] arguments) {
        new EncodeBenchmark().run();
    }

    private void run() {
        long equal = observations.stream().filter(this::parsesEqual).count();
        Turns mapAndEncode = new Turns("mapping and our encoding", lines, this::mapAndEncode);
        Turns encode = new Turns("our encoding", observations, o -> FhirJson.encode(o).length());
        Turns byHapi =
                new Turns(
                        "HAPI's encoding",
                        observations,
                        o -> hapi.encodeResourceToString(o).length());
        List<Turns> all = List.of(mapAndEncode, encode, byHapi);
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            boolean counts = round >= WARM_UP_ROUNDS;
            all.forEach(turns -> turns.take(counts));
        }
        System.out.printf(
                Locale.ROOT,
                "JVM %s; %d kinds of lines, %d of them equal when HAPI parses both; CPU time of one"
                        + " thread, median (least - most) of %d turns of %,d passes.%n%n",
                Runtime.version(),
                lines.size(),
                equal,
                ROUNDS,
                PASSES);
        System.out.println("| of an Observation | us | bytes |");
        System.out.println("|---|--:|--:|");
        all.forEach(Turns::print);
        System.out.printf(
                Locale.ROOT,
                "%nMapping and our encoding at %.1f times the rate of HAPI's encoding alone; our"
                        + " encoding at %.1f times.%n",
                byHapi.median() / mapAndEncode.median(),
                byHapi.median() / encode.median());
        if (equal < lines.size()) {
            System.exit(1);
        }
    }

    private int mapAndEncode(LedgerEntry line) {
        return FhirJson.encode(ObservationMapper.toObservation(line)).length();
    }

    private boolean parsesEqual(Observation observation) {
        return hapi.parseResource(Observation.class, FhirJson.encode(observation))
                .equalsDeep(
                        hapi.parseResource(
                                Observation.class, hapi.encodeResourceToString(observation)));
    }

    /** Plausible values of all of the item's signs, one a second. Synthetic. */
    private static LedgerEntry line(ChartItem item) {
        MinuteSamples samples = new MinuteSamples(item, MINUTE);
        for (VitalSign sign : item.signs()) {
            for (int second = 0; second < SAMPLES; second++) {
                samples.add(sign, MINUTE.plusSeconds(second), typical(sign));
            }
        }
        ChartKey key =
                new ChartKey(
                        new PatientId("p1"), Optional.of(new DeviceId("monitor_1")), item, MINUTE);
        return new LedgerEntry(
                key.observationId(),
                new ChartEntry(key, new ChartFacts.Measured(samples), true, false),
                1,
                MINUTE.plusSeconds(75),
                Optional.of(List.of()),
                0,
                Optional.empty());
    }

    private static double typical(VitalSign sign) {
        var entry = sign.entry();
        return entry.codes().isEmpty()
                ? entry.roundToResolution((entry.low() + entry.high()) / 2)
                : 2;
    }

    /** One of the contestants. */
    private static final class Turns {

        private final String name;
        private final Runnable pass;
        private final int items;
        private final List<Double> micros = new ArrayList<>();
        private long bytes;

        <T> Turns(String name, List<T> items, ToIntFunction<T> encoder) {
            this.name = name;
            this.items = items.size();
            this.pass =
                    () -> {
                        long sum = 0;
                        for (T item : items) {
                            sum += encoder.applyAsInt(item);
                        }
                        bytes = sum;
                    };
        }

        void take(boolean counts) {
            long begun = cpuNanos();
            for (int i = 0; i < PASSES; i++) {
                pass.run();
            }
            if (counts) {
                micros.add((cpuNanos() - begun) / 1e3 / PASSES / items);
            }
        }

        double median() {
            return micros.stream().sorted().skip(micros.size() / 2).findFirst().orElseThrow();
        }

        void print() {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f (%.1f - %.1f) | %,d |%n",
                    name,
                    median(),
                    micros.stream().min(Double::compare).orElseThrow(),
                    micros.stream().max(Double::compare).orElseThrow(),
                    bytes / items);
        }

        private static long cpuNanos() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
