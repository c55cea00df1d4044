package org.vitalwire.ehr.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.encoding.FhirJson;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.ehr.mapping.SubjectMapper;

/**
 * Writes everything that is charted of a patient as one Bundle of the type collection: the patient,
 * their devices, their Observations in the order of time. It is written while it is read, a page at
 * a time, so that years of a patient take no memory.
 */
final class FhirExport {

    private static final int PAGE = 500;

    private final LedgerSearch ledger;
    private final Survivors survivors;

    FhirExport(LedgerSearch ledger, Survivors survivors) {
        this.ledger = ledger;
        this.survivors = survivors;
    }

    /**
     * @param base absolute URL that the Bundle's full URLs begin with: where FHIR is served
     * @param now when the Bundle is made
     */
    void write(
            PatientId patient,
            Optional<CensusEntry> census,
            String base,
            Instant now,
            OutputStream out)
            throws IOException {
        Entries entries = new Entries(base, new OutputStreamWriter(out, StandardCharsets.UTF_8));
        entries.begin(now);
        entries.add(SubjectMapper.toPatient(patient, census));
        Set<PatientId> records = survivors.recordsOf(patient);
        Reference subject = SubjectMapper.reference(patient);
        Set<DeviceId> devices = new HashSet<>();
        Optional<Instant> from = Optional.empty();
        int writtenOfThatTime = 0;
        List<LedgerEntry> page;
        do {
            page = ledger.find(criteria(records, from), false, writtenOfThatTime, PAGE);
            for (LedgerEntry entry : page) {
                Optional<DeviceId> device = entry.chart().key().deviceId();
                if (device.isPresent() && devices.add(device.get())) {
                    entries.add(SubjectMapper.toDevice(device.get()));
                }
                entries.add(ObservationMapper.toObservation(entry).setSubject(subject));
                Optional<Instant> time = Optional.of(entry.chart().facts().time());
                writtenOfThatTime = time.equals(from) ? writtenOfThatTime + 1 : 1;
                from = time;
            }
        } while (page.size() == PAGE);
        entries.end();
    }

    private static LedgerSearch.Criteria criteria(Set<PatientId> records, Optional<Instant> from) {
        return new LedgerSearch.Criteria(
                Optional.empty(),
                Optional.of(records),
                Optional.empty(),
                Optional.empty(),
                from,
                Optional.empty());
    }

    /** The Bundle around its entries. */
    private static final class Entries {

        private final String base;
        private final Writer json;
        private boolean any;

        Entries(String base, Writer json) {
            this.base = base;
            this.json = new BufferedWriter(json);
        }

        void begin(Instant at) throws IOException {
            json.write(
                    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":\""
                            + at.truncatedTo(ChronoUnit.MILLIS)
                            + "\",\"entry\":[");
        }

        void add(Resource resource) throws IOException {
            json.write(any ? "," : "");
            any = true;
            String url = base + "/" + resource.fhirType() + "/" + resource.getIdPart();
            json.write("{\"fullUrl\":\"" + url + "\",\"resource\":");
            json.write(FhirJson.encode(resource));
            json.write("}");
        }

        void end() throws IOException {
            json.write("]}");
            json.flush();
        }
    }
}
