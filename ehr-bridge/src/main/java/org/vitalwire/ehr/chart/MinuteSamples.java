package org.vitalwire.ehr.chart;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The scorable samples of one chart item in one minute, at most one a second and sign: the earliest
 * of its second. So a set is bounded, does not depend on the order of arrival, and does not change
 * when a sample comes twice. Several minutes may be put together. Mutable, for one thread.
 */
public final class MinuteSamples {

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int BYTES_PER_SAMPLE = 1 + 4 + 8;
    private static final byte FORMAT = 1;

    /** So long that microseconds fit into an int. */
    private static final int LONGEST_SPAN = 30;

    private record Sample(VitalSign sign, int micros, double value) {
        boolean sameSecond(VitalSign otherSign, int otherMicros) {
            return sign == otherSign
                    && micros / MICROS_PER_SECOND == otherMicros / MICROS_PER_SECOND;
        }
    }

    private static final Comparator<Sample> ORDER =
            Comparator.comparingInt((Sample s) -> s.sign().number())
                    .thenComparingInt(Sample::micros);

    private final ChartItem item;
    private final Instant minute;
    private final int minutes;
    private final List<Sample> samples;

    public MinuteSamples(ChartItem item, Instant minute) {
        this(item, minute, 1, new ArrayList<>(4));
    }

    private MinuteSamples(ChartItem item, Instant minute, int minutes, List<Sample> samples) {
        this.item = item;
        this.minute = minute;
        this.minutes = minutes;
        this.samples = samples;
    }

    /**
     * All samples of several minutes, to be summarised as one.
     *
     * @param start of the first of the minutes
     * @param minutes from there on; at most 30
     * @param parts of different minutes among these, in any order
     */
    public static MinuteSamples ofSpan(
            ChartItem item, Instant start, int minutes, Collection<MinuteSamples> parts) {
        List<Sample> samples = new ArrayList<>();
        for (MinuteSamples part : parts) {
            long into = Duration.between(start, part.minute).toMinutes();
            if (into < 0 || into >= minutes || minutes > LONGEST_SPAN) {
                throw new IllegalArgumentException("the minute is not of this span");
            }
            int micros = Math.toIntExact(into * 60 * MICROS_PER_SECOND);
            part.samples.forEach(sample ->
                    samples.add(
                            new Sample(sample.sign(), micros + sample.micros(), sample.value())));
        }
        return new MinuteSamples(item, start, minutes, samples);
    }

    /**
     * @param measuredAt within the minute
     * @param value canonical unit of the sign
     */
    public void add(VitalSign sign, Instant measuredAt, double value) {
        Duration into = Duration.between(minute, measuredAt);
        if (into.isNegative() || into.toSeconds() >= 60) {
            throw new IllegalArgumentException("the sample is not of this minute");
        }
        add(new Sample(sign, (int) (into.toNanos() / 1_000), value));
    }

    /** Adds what the other knows. */
    public void addAll(MinuteSamples other) {
        other.samples.forEach(this::add);
    }

    // Newest first: samples arrive in order, mostly.
    private void add(Sample sample) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            Sample known = samples.get(i);
            if (known.sameSecond(sample.sign(), sample.micros())) {
                if (sample.micros() < known.micros()) {
                    samples.set(i, sample);
                }
                return;
            }
        }
        samples.add(sample);
    }

    /** The samples of those times. */
    public MinuteSamples only(Predicate<Instant> times) {
        return new MinuteSamples(
                item,
                minute,
                minutes,
                samples.stream()
                        .filter(sample -> times.test(timeOf(sample)))
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    /** When something was measured. */
    public Set<Instant> times() {
        return samples.stream().map(this::timeOf).collect(Collectors.toSet());
    }

    public int size() {
        return samples.size();
    }

    /** All values of a sign in the order of time, canonical unit. */
    public SortedMap<Instant, Double> of(VitalSign sign) {
        SortedMap<Instant, Double> values = new TreeMap<>();
        samplesOf(sign).forEach(sample -> values.put(timeOf(sample), sample.value()));
        return values;
    }

    /** What is charted for the minute. */
    public Measurement summarise() {
        return switch (item.statistic()) {
            case MEDIAN -> medians();
            case NEWEST -> newest();
        };
    }

    private Measurement medians() {
        List<MeasuredValue> values =
                item.signs().stream()
                        .flatMap(sign -> {
                            double[] sorted =
                                    samplesOf(sign).mapToDouble(Sample::value).sorted().toArray();
                            return sorted.length == 0
                                    ? Stream.empty()
                                    : Stream.of(
                                            new MeasuredValue(
                                                    sign, median(sign, sorted), sorted.length));
                        })
                        .toList();
        boolean asMeasured = samples.stream().mapToInt(Sample::micros).distinct().count() == 1;
        return asMeasured
                ? Measurement.at(timeOf(samples.getFirst()), values)
                : Measurement.of(minute, minutes, values);
    }

    private static double median(VitalSign sign, double[] sorted) {
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return sign.entry().roundToResolution(median);
    }

    /**
     * The newest moment at which the first two signs were measured together (systolic and
     * diastolic), else the newest moment of all.
     */
    private Measurement newest() {
        List<Integer> moments =
                samples.stream()
                        .map(Sample::micros)
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        int moment =
                moments.stream()
                        .filter(m ->
                                item.signs().stream()
                                        .limit(2)
                                        .allMatch(sign ->
                                                samplesOf(sign).anyMatch(s -> s.micros() == m)))
                        .findFirst()
                        .orElse(moments.getFirst());
        List<MeasuredValue> values =
                item.signs().stream()
                        .flatMap(sign -> samplesOf(sign).filter(s -> s.micros() == moment))
                        .map(s -> new MeasuredValue(s.sign(), s.value(), 1))
                        .toList();
        return Measurement.at(minute.plusNanos(moment * 1_000L), values);
    }

    private Stream<Sample> samplesOf(VitalSign sign) {
        return samples.stream().filter(sample -> sample.sign() == sign);
    }

    private Instant timeOf(Sample sample) {
        return minute.plusNanos(sample.micros() * 1_000L);
    }

    /** The same samples always give the same bytes. */
    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + samples.size() * BYTES_PER_SAMPLE).put(FORMAT);
        samples.stream()
                .sorted(ORDER)
                .forEach(sample ->
                        bytes.put((byte) sample.sign().number())
                                .putInt(sample.micros())
                                .putDouble(sample.value()));
        return bytes.array();
    }

    static MinuteSamples decode(ChartItem item, Instant minute, byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        if (bytes.get() != FORMAT) {
            throw new IllegalStateException("samples of a format that this release does not know");
        }
        List<Sample> samples = new ArrayList<>(bytes.remaining() / BYTES_PER_SAMPLE);
        while (bytes.hasRemaining()) {
            VitalSign sign = VitalSign.ofNumber(Byte.toUnsignedInt(bytes.get())).orElseThrow();
            samples.add(new Sample(sign, bytes.getInt(), bytes.getDouble()));
        }
        return new MinuteSamples(item, minute, 1, samples);
    }
}
