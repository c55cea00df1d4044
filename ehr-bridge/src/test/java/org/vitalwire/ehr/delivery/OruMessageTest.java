package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.kit.hl7.Hl7;

class OruMessageTest {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void whatWasEnteredInErrorIsSentAsWrong() {
        Observation observation = ObservationMapper.toObservation(line(1, false));
        observation.setStatus(ObservationStatus.ENTEREDINERROR);

        assertThat(Hl7.field(message(line(2, false), observation, true).segment("OBX"), 11))
                .isEqualTo("W");
    }

    @Test
    void syntheticDataAreForTraining() {
        assertThat(processing(line(1, true))).isEqualTo("T");
        assertThat(processing(line(1, false))).isEqualTo("P");
    }

    @Test
    void aControlIdIsOfALineAndItsRevisionAndFitsOlderReceivers() {
        String first = OruMessage.controlId(line(1, false));

        assertThat(first).hasSize(20).matches("[A-Za-z0-9]+");
        assertThat(OruMessage.controlId(line(1, false))).isEqualTo(first);
        assertThat(OruMessage.controlId(line(2, false))).isNotEqualTo(first);
    }

    @Test
    void aLetterIsCodedAndNotANumber() {
        LedgerEntry line = line(ChartItem.CONSCIOUSNESS, VitalSign.CONSCIOUSNESS, 2, 1, false);
        var result = message(line, ObservationMapper.toObservation(line), false).segment("OBX");

        assertThat(Hl7.field(result, 2)).isEqualTo("CWE");
        assertThat(Hl7.field(result, 3)).startsWith("80288-4^");
        assertThat(Hl7.field(result, 5)).contains("SCT");
    }

    private static String processing(LedgerEntry line) {
        return Hl7.field(
                message(line, ObservationMapper.toObservation(line), false).segment("MSH"), 11);
    }

    private static Hl7 message(LedgerEntry line, Observation observation, boolean wasThere) {
        return Hl7.read(
                        new OruMessage(OruSettings.NONE)
                                .write(
                                        line,
                                        observation,
                                        line.chart().key().patientId(),
                                        Optional.empty(),
                                        wasThere))
                .orElseThrow();
    }

    private static LedgerEntry line(int revision, boolean synthetic) {
        return line(ChartItem.SPO2, VitalSign.SPO2, 97, revision, synthetic);
    }

    private static LedgerEntry line(
            ChartItem item, VitalSign sign, double value, int revision, boolean synthetic) {
        MinuteSamples samples = new MinuteSamples(item, MINUTE);
        samples.add(sign, MINUTE, value);
        ChartKey key =
                new ChartKey(new PatientId("p1"), Optional.of(new DeviceId("d1")), item, MINUTE);
        return new LedgerEntry(
                key.observationId(),
                new ChartEntry(key, new ChartFacts.Measured(samples), synthetic, false),
                revision,
                MINUTE.plusSeconds(80),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
