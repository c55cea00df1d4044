package org.vitalwire.gateway.device;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.gateway.device.KnownCertificate.Revocation;
import org.vitalwire.gateway.device.LifeCycle.Step;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Changes the registry: the database first, then the memory, then whoever wants to hear of it. One
 * change at a time in a process, so that the memory sees them in the database's order.
 */
public final class DeviceDesk {

    private final DeviceStore devices;
    private final DeviceCertificateStore certificates;
    private final DeviceRegistry registry;
    private final ServiceDatabase database;
    private final DeviceEvents events;
    private final InstantSource clock;
    private final ReentrantLock changing = new ReentrantLock();

    DeviceDesk(
            DeviceStore devices,
            DeviceCertificateStore certificates,
            DeviceRegistry registry,
            ServiceDatabase database,
            DeviceEvents events,
            InstantSource clock) {
        this.devices = devices;
        this.certificates = certificates;
        this.registry = registry;
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** A device, and whether it is new. */
    public record Enrolled(RegisteredDevice device, boolean isNew) {}

    /** What a change did; told once it is committed. */
    private static final class Change {
        private @Nullable KnownCertificate certificate;
        private final List<Runnable> news = new ArrayList<>();
    }

    /**
     * Registers a new device, or gives a known one of the same model another certificate.
     *
     * @param permission is asked within the transaction, such as for a claim that is used up by it
     * @param certificate empty for a device with a certificate of another authority
     */
    public Enrolled enrol(
            DeviceId id,
            DeviceModel model,
            DeviceLabel label,
            Optional<IssuedCertificate> certificate,
            String by,
            Runnable permission) {
        boolean[] isNew = new boolean[1];
        RegisteredDevice device =
                change(change -> {
                    permission.run();
                    Instant now = now();
                    isNew[0] = insert(id, model, now, by, change);
                    RegisteredDevice known = devices.lock(id).orElseThrow();
                    if (!known.model().id().equals(model.id()) || !known.mayConnect()) {
                        throw new ApiProblem(
                                HttpStatus.CONFLICT,
                                "DEVICE_EXISTS",
                                "There is a device of that id already, of another model or not"
                                        + " active.");
                    }
                    if (!label.equals(DeviceLabel.NONE)) {
                        devices.label(id, label.orElse(known.label()));
                    }
                    certificate.ifPresent(issued -> {
                        insert(id, issued, now, by, change);
                        step(known, Step.USE, now, "certificate issued", by, change);
                    });
                    return id;
                });
        return new Enrolled(device, isNew[0]);
    }

    /** Another certificate for a device that has a valid one. */
    public RegisteredDevice renewed(DeviceId id, IssuedCertificate certificate, String by) {
        return change(change -> {
            RegisteredDevice known = devices.lock(id).orElseThrow(DeviceDesk::notFound);
            if (!known.mayConnect()) {
                throw notAllowed(known);
            }
            insert(id, certificate, now(), by, change);
            return id;
        });
    }

    public RegisteredDevice suspend(DeviceId id, String reason, String by) {
        return move(id, Step.SUSPEND, reason, by);
    }

    public RegisteredDevice activate(DeviceId id, String reason, String by) {
        return move(id, Step.ACTIVATE, reason, by);
    }

    public RegisteredDevice retire(DeviceId id, String reason, String by) {
        return move(id, Step.RETIRE, reason, by);
    }

    /**
     * The device has connected.
     *
     * @param external its certificate where another authority has signed it
     */
    public void connected(DeviceId id, Optional<KnownCertificate> external) {
        change(change -> {
            RegisteredDevice known = devices.lock(id).orElseThrow(DeviceDesk::notFound);
            external.ifPresent(certificate -> {
                certificates.insert(certificate);
                change.certificate = certificate;
            });
            if (known.mayConnect()) {
                step(known, Step.USE, now(), "connected", "device", change);
            }
            return id;
        });
    }

    public void firmware(DeviceId id, String firmware) {
        change(change -> {
            devices.firmware(id, firmware);
            return id;
        });
    }

    /** Takes the validity of a certificate away. A second time changes nothing. */
    public RegisteredDevice revoke(DeviceId id, String serial, String reason, String by) {
        return change(change -> {
            KnownCertificate certificate =
                    certificates.of(id).stream()
                            .filter(known -> known.serial().equalsIgnoreCase(plain(serial)))
                            .findFirst()
                            .orElseThrow(() ->
                                    new ApiProblem(
                                            HttpStatus.NOT_FOUND,
                                            "CERTIFICATE_NOT_FOUND",
                                            "The device has no certificate of that serial"
                                                    + " number."));
            Revocation revocation = new Revocation(now(), by, reason);
            if (certificates.revoke(certificate.sha256(), revocation)) {
                change.certificate =
                        new KnownCertificate(
                                id,
                                certificate.serial(),
                                certificate.sha256(),
                                certificate.notBefore(),
                                certificate.notAfter(),
                                certificate.issuedAt(),
                                certificate.issuedBy(),
                                certificate.external(),
                                Optional.of(revocation));
                change.news.add(() ->
                        events.moment(
                                id,
                                DeviceEventKind.CERTIFICATE_REVOKED,
                                Severity.WARNING,
                                "certificate " + certificate.serial() + " was revoked"));
            }
            return id;
        });
    }

    public List<KnownCertificate> certificates(DeviceId id) {
        return certificates.of(id);
    }

    private RegisteredDevice move(DeviceId id, Step step, String reason, String by) {
        return change(change -> {
            RegisteredDevice known = devices.lock(id).orElseThrow(DeviceDesk::notFound);
            step(known, step, now(), reason, by, change);
            return id;
        });
    }

    private boolean insert(DeviceId id, DeviceModel model, Instant now, String by, Change change) {
        if (!devices.insert(new RegisteredDevice(id, model, DeviceState.REGISTERED, now), by)) {
            return false;
        }
        devices.state(id, null, DeviceState.REGISTERED, now, "registered", by);
        change.news.add(() -> tellState(id, DeviceState.REGISTERED));
        return true;
    }

    private void insert(
            DeviceId id, IssuedCertificate issued, Instant now, String by, Change change) {
        KnownCertificate certificate =
                new KnownCertificate(
                        id,
                        issued.serial(),
                        issued.sha256(),
                        issued.notBefore(),
                        issued.notAfter(),
                        now,
                        by,
                        false,
                        Optional.empty());
        certificates.insert(certificate);
        change.certificate = certificate;
        change.news.add(() ->
                events.moment(
                        id,
                        DeviceEventKind.CERTIFICATE_ISSUED,
                        Severity.INFORMATION,
                        "certificate %s, valid until %s"
                                .formatted(issued.serial(), issued.notAfter())));
    }

    private void step(
            RegisteredDevice known,
            Step step,
            Instant now,
            String reason,
            String by,
            Change change) {
        DeviceState next =
                LifeCycle.after(known.state(), step).orElseThrow(() -> notAllowed(known));
        if (next != known.state()) {
            devices.state(known.id(), known.state(), next, now, reason, by);
            change.news.add(() -> tellState(known.id(), next));
        }
    }

    /** The operator's reason may name anybody, so it stays in the database. */
    private void tellState(DeviceId id, DeviceState state) {
        events.moment(
                id,
                DeviceEventKind.STATE_CHANGED,
                state.mayConnect() ? Severity.INFORMATION : Severity.WARNING,
                "the device is " + state.inWords());
    }

    private interface Work {
        DeviceId in(Change change);
    }

    private RegisteredDevice change(Work work) {
        Change change = new Change();
        RegisteredDevice device;
        changing.lock();
        try {
            device =
                    Objects.requireNonNull(
                            database.transaction()
                                    .execute(status ->
                                            devices.find(work.in(change))
                                                    .orElseThrow(DeviceDesk::notFound)));
            if (change.certificate != null) {
                registry.put(change.certificate);
            }
            registry.put(device);
        } finally {
            changing.unlock();
        }
        change.news.forEach(Runnable::run);
        return device;
    }

    /** OpenSSL fills up to whole bytes. */
    private static String plain(String serial) {
        return serial.replaceFirst("^0+", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ApiProblem notFound() {
        return new ApiProblem(
                HttpStatus.NOT_FOUND, "DEVICE_NOT_FOUND", "There is no device of that id.");
    }

    private static ApiProblem notAllowed(RegisteredDevice known) {
        return new ApiProblem(
                HttpStatus.CONFLICT,
                "DEVICE_STATE",
                "The device is " + known.state().inWords() + ", which does not allow this.");
    }
}
