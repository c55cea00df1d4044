package org.vitalwire.ehr.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.ehr.mapping.CodeSystems;
import org.vitalwire.ehr.mapping.FhirIds;
import org.vitalwire.ehr.mapping.Platform;
import org.vitalwire.ehr.mapping.PlatformMapper;
import org.vitalwire.ehr.mapping.SubjectMapper;

/**
 * Where the target has the patients and devices that Observations refer to. Patients that it has
 * are never changed: the hospital knows them better than we do.
 */
final class SubjectDirectory {

    /** No device's name has a colon. */
    private static final String PLATFORM = ":platform";

    private final FhirTarget target;
    private final Capabilities capabilities;
    private final Function<PatientId, Optional<CensusEntry>> census;
    private final boolean createPatients;
    private final boolean devicesAreCharted;
    private final Map<PatientId, String> patients = new ConcurrentHashMap<>();
    private final Map<String, String> devices = new ConcurrentHashMap<>();

    /** A patient is of one lane, but a device may have served patients of several. */
    private final ReentrantLock deviceWriter = new ReentrantLock();

    /** What came of looking for a subject. */
    sealed interface Subject {
        /** Such as {@code Patient/123}. */
        record Found(String reference) implements Subject {}

        /** Not there, and not to be created by us; it may come. */
        record Unknown() implements Subject {}

        /** Nothing of this subject can be delivered. */
        record Impossible(String error) implements Subject {}

        record Unavailable(Answer.Unavailable cause) implements Subject {}
    }

    /**
     * @param devicesAreCharted whether the target gets Devices as lines of their own: what it has
     *     of them is not overwritten by their bare names
     */
    SubjectDirectory(
            FhirTarget target,
            Capabilities capabilities,
            Function<PatientId, Optional<CensusEntry>> census,
            boolean createPatients,
            boolean devicesAreCharted) {
        this.target = target;
        this.capabilities = capabilities;
        this.census = census;
        this.createPatients = createPatients;
        this.devicesAreCharted = devicesAreCharted;
    }

    Subject patient(PatientId patientId) throws InterruptedException {
        String known = patients.get(patientId);
        if (known != null) {
            return new Subject.Found(known);
        }
        Subject subject = findOrCreate(patientId);
        if (subject instanceof Subject.Found(String reference)) {
            patients.put(patientId, reference);
        }
        return subject;
    }

    Subject device(DeviceId deviceId) throws InterruptedException {
        return device(deviceId.value(), () -> findOrCreate(deviceId));
    }

    private Subject device(String key, Work<Subject> write) throws InterruptedException {
        String known = devices.get(key);
        if (known != null) {
            return new Subject.Found(known);
        }
        return whileWritingDevices(() -> {
            String meanwhile = devices.get(key);
            if (meanwhile != null) {
                return new Subject.Found(meanwhile);
            }
            Subject subject = write.run();
            if (subject instanceof Subject.Found(String reference)) {
                devices.put(key, reference);
            }
            return subject;
        });
    }

    private Subject findOrCreate(DeviceId deviceId) throws InterruptedException {
        if (devicesAreCharted && capabilities.clientIds()) {
            String reference = "Device/" + FhirIds.of(deviceId);
            switch (target.read(reference + "?_elements=id")) {
                case Answer.Done done -> {
                    return new Subject.Found(reference);
                }
                case Answer.Unavailable unavailable -> {
                    return new Subject.Unavailable(unavailable);
                }
                // Not there, or not to be read: it is written.
                case Answer.Absent absent -> {}
                case Answer.Refused refused -> {}
                case Answer.Contested contested -> {}
                case Answer.Accepted accepted -> {}
            }
        }
        return createUnlessFound(SubjectMapper.toDevice(deviceId), identifier(deviceId));
    }

    /** This installation, which calls and assembles. */
    Subject platform() throws InterruptedException {
        return device(PLATFORM, () -> writePlatform());
    }

    private Subject writePlatform() throws InterruptedException {
        Device platform = PlatformMapper.toDevice(Platform.running());
        return createUnlessFound(
                platform, CodeSystems.DEVICE_ID + "|" + platform.getIdElement().getIdPart());
    }

    /** What is done while nobody else writes devices to this target. */
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Devices are written by one at a time, whoever's lane they are in. */
    <T> T whileWritingDevices(Work<T> work) throws InterruptedException {
        deviceWriter.lockInterruptibly();
        try {
            return work.run();
        } finally {
            deviceWriter.unlock();
        }
    }

    private Subject findOrCreate(PatientId patientId) throws InterruptedException {
        String reference = "Patient/" + FhirIds.of(patientId);
        return switch (target.read(reference + "?_elements=id")) {
            case Answer.Done done -> new Subject.Found(reference);
            case Answer.Refused(Refusal refusal) ->
                    new Subject.Impossible("patient-refused:" + refusal.error());
            case Answer.Contested(Refusal refusal) -> contested(refusal);
            case Answer.Accepted accepted -> new Subject.Unavailable(notYet(accepted));
            case Answer.Unavailable unavailable -> new Subject.Unavailable(unavailable);
            case Answer.Absent(boolean gone) -> {
                if (gone) {
                    // Deleted or merged over there; to bring it back is not ours to do.
                    yield new Subject.Impossible("patient-gone");
                }
                yield createPatients
                        ? createUnlessFound(
                                SubjectMapper.toPatient(patientId, census.apply(patientId)),
                                identifier(patientId))
                        : new Subject.Unknown();
            }
        };
    }

    private Subject createUnlessFound(Resource resource, String identifier)
            throws InterruptedException {
        String type = resource.fhirType();
        if (capabilities.clientIds()) {
            String reference = type + "/" + resource.getIdElement().getIdPart();
            return created(target.post(put(resource, reference)), type, Optional.of(reference));
        }
        Answer search =
                target.search(type, "_elements=id&identifier=" + FhirTarget.formValue(identifier));
        return switch (search) {
            case Answer.Done(int status, Bundle found) when found.hasEntry() ->
                    new Subject.Found(
                            type + "/" + found.getEntryFirstRep().getResource().getIdPart());
            case Answer.Done done ->
                    created(target.post(create(resource, identifier)), type, Optional.empty());
            case Answer.Unavailable unavailable -> new Subject.Unavailable(unavailable);
            case Answer.Absent absent -> impossible(type, "search");
            case Answer.Refused(Refusal refusal) -> impossible(type, refusal.error());
            case Answer.Contested(Refusal refusal) -> contested(refusal);
            case Answer.Accepted accepted -> new Subject.Unavailable(notYet(accepted));
        };
    }

    private static Subject created(Answer answer, String type, Optional<String> reference) {
        return switch (answer) {
            case Answer.Done(int status, Bundle response) when response.hasEntry() -> {
                Bundle.BundleEntryResponseComponent entry =
                        response.getEntryFirstRep().getResponse();
                if (entry.getStatus() == null || !entry.getStatus().startsWith("2")) {
                    yield impossible(type, entry.getStatus() + "");
                }
                yield new Subject.Found(
                        reference.orElseGet(
                                () -> type + "/" + new IdType(entry.getLocation()).getIdPart()));
            }
            case Answer.Done done ->
                    new Subject.Unavailable(
                            new Answer.Unavailable("not-a-bundle", Optional.empty()));
            case Answer.Unavailable unavailable -> new Subject.Unavailable(unavailable);
            case Answer.Absent absent -> impossible(type, "404");
            case Answer.Refused(Refusal refusal) -> impossible(type, refusal.error());
            case Answer.Contested(Refusal refusal) -> contested(refusal);
            case Answer.Accepted accepted -> new Subject.Unavailable(notYet(accepted));
        };
    }

    /** Somebody else writes the same just now; the next attempt finds theirs. */
    private static Subject contested(Refusal refusal) {
        return new Subject.Unavailable(
                new Answer.Unavailable("http-" + refusal.status(), Optional.empty()));
    }

    /** Nothing can refer to what is not there yet. */
    private static Answer.Unavailable notYet(Answer.Accepted accepted) {
        return new Answer.Unavailable("http-202", accepted.retryAfter());
    }

    private static Subject impossible(String type, String why) {
        return new Subject.Impossible(type.toLowerCase(java.util.Locale.ROOT) + "-refused:" + why);
    }

    private Bundle put(Resource resource, String url) {
        Bundle bundle = new Bundle().setType(capabilities.bundleType());
        bundle.addEntry().setResource(resource).getRequest().setMethod(HTTPVerb.PUT).setUrl(url);
        return bundle;
    }

    private Bundle create(Resource resource, String identifier) {
        Bundle bundle = new Bundle().setType(capabilities.bundleType());
        resource.setId((String) null);
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + UUID.randomUUID())
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType())
                .setIfNoneExist("identifier=" + identifier);
        return bundle;
    }

    private static String identifier(PatientId patientId) {
        return CodeSystems.PATIENT_ID + "|" + patientId.value();
    }

    private static String identifier(DeviceId deviceId) {
        return CodeSystems.DEVICE_ID + "|" + deviceId.value();
    }
}
