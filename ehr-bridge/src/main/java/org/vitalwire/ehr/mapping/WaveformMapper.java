package org.vitalwire.ehr.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SampledData;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * Waves around an alert as SampledData: the device's raw integers with its own factor and origin,
 * so that nothing is rounded. Gaps are {@code E}.
 */
public final class WaveformMapper {

    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

    private WaveformMapper() {}

    /**
     * One Observation for each stretch of a channel that has one rate and one scale.
     *
     * @param packets of any devices and channels, in any order; one that came twice counts once
     * @param patient whom the devices were on in that time
     * @param from first moment, in the devices' own time, as the packets
     * @param until the end, exclusive
     */
    public static List<Observation> toObservations(
            PatientId patient, List<WaveformPacket> packets, Instant from, Instant until) {
        Map<String, WaveformPacket> once = new LinkedHashMap<>();
        packets.stream()
                .sorted(
                        Comparator.comparing(WaveformPacket::deviceId)
                                .thenComparing(WaveformPacket::sign)
                                .thenComparing(WaveformPacket::startedAt)
                                .thenComparing(WaveformPacket::messageId))
                .forEach(packet ->
                        once.putIfAbsent(
                                packet.deviceId().value() + "|" + packet.messageId(), packet));
        return WaveformStrip.of(List.copyOf(once.values()), from, until).stream()
                .map(strip -> toObservation(patient, strip))
                .toList();
    }

    private static Observation toObservation(PatientId patient, WaveformStrip strip) {
        WaveformPacket channel = strip.channel();
        CatalogueEntry entry = channel.sign().entry();
        Observation observation = new Observation();
        String id =
                ChartKey.digest(
                        "vww-",
                        String.join(
                                "|",
                                "vitalwire-waveform-1",
                                channel.deviceId().value(),
                                patient.value(),
                                channel.sign().code(),
                                strip.startedAt().toString(),
                                Integer.toString(strip.length())));
        observation.setId(id);
        observation.setMeta(ObservationMapper.labels(strip.synthetic(), strip.retrospective()));
        observation.addIdentifier().setSystem(CodeSystems.OBSERVATION_ID).setValue(id);
        observation.setStatus(ObservationStatus.FINAL);
        observation.addCategory(ObservationMapper.category("procedure"));
        observation.setCode(
                ObservationMapper.concept(ItemCoding.ofSign(channel.sign()), entry.display()));
        observation.setSubject(ObservationMapper.patient(patient));
        observation.setDevice(new Reference("Device/" + FhirIds.of(channel.deviceId())));
        observation.setEffective(
                new Period()
                        .setStartElement(ObservationMapper.dateTime(strip.startedAt()))
                        .setEndElement(ObservationMapper.dateTime(strip.endedAt())));
        observation.setIssuedElement(ObservationMapper.issued(strip.receivedAt()));
        observation.setValue(sampled(strip, entry));
        return observation;
    }

    private static SampledData sampled(WaveformStrip strip, CatalogueEntry entry) {
        WaveformPacket channel = strip.channel();
        Quantity origin =
                new Quantity()
                        .setValue(BigDecimal.valueOf(channel.scale().origin()))
                        .setSystem(CodeSystems.UCUM)
                        .setCode(entry.unit());
        if (!entry.unitDisplay().isEmpty()) {
            origin.setUnit(entry.unitDisplay());
        }
        return new SampledData()
                .setOrigin(origin)
                .setPeriod(periodMillis(channel.rateMillihertz()))
                .setFactor(BigDecimal.valueOf(channel.scale().factor()))
                .setDimensions(1)
                .setData(strip.data());
    }

    /** Exact for every rate that divides a million, else to the picosecond. */
    private static BigDecimal periodMillis(int rateMillihertz) {
        BigDecimal millis =
                BigDecimal.valueOf(1_000_000L)
                        .divide(BigDecimal.valueOf(rateMillihertz), 9, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }

    /** From the first sample to the given one. */
    static Duration offset(long index, int rateMillihertz) {
        return Duration.ofNanos(
                BigDecimal.valueOf(index)
                        .multiply(NANOS_PER_SECOND)
                        .multiply(BigDecimal.valueOf(1_000))
                        .divide(BigDecimal.valueOf(rateMillihertz), 0, RoundingMode.HALF_UP)
                        .longValueExact());
    }
}
