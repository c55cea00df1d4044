package org.vitalwire.ehr.adt;

import ca.uhn.hl7v2.HL7Exception;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.adt.AdtMessage.Said;
import org.vitalwire.ehr.adt.Segments.One;
import org.vitalwire.ehr.census.CensusChange;
import org.vitalwire.ehr.census.CensusChange.Place;
import org.vitalwire.ehr.census.CensusChange.Stay;
import org.vitalwire.ehr.census.CensusSource;

/**
 * Reads admission messages (HL7 v2, chapter 3), pure. A message is ordered by when it was entered
 * (EVN-2, else MSH-7); when it happened (EVN-6) says when a stay ended. The two are not mixed: a
 * discharge of 14:00 that is entered at 14:20 is newer than a change of 14:10.
 */
final class AdtReader {

    /** Where the patient is afterwards is in PV1-3, in that of a cancelled transfer, too. */
    private static final Set<String> HERE = Set.of("A01", "A02", "A04", "A06", "A07", "A12", "A13");

    /** A discharge, and an admission that never was. */
    private static final Set<String> GONE = Set.of("A03", "A11");

    private static final Set<String> UPDATED = Set.of("A08", "A28", "A31");
    private static final Set<String> MERGED = Set.of("A34", "A40");

    /** Not here yet, and nothing that we keep. */
    private static final Set<String> NOTHING = Set.of("A05");

    /**
     * These change who is who, or swap beds, in ways that we do not follow. Whoever let them pass
     * unseen would have readings on the wrong patient: a person has to see them.
     */
    private static final Set<String> DANGEROUS =
            Set.of(
                    "A17", "A18", "A24", "A30", "A35", "A36", "A37", "A39", "A41", "A42", "A43",
                    "A44", "A45", "A46", "A47", "A48", "A49", "A50", "A51");

    private static final int LONGEST_TEXT = 200;

    private final String authority;
    private final AdtSettings settings;

    /** A PID and what follows it. */
    private static final class Group {
        private final One pid;
        private @Nullable One mrg;
        private @Nullable One pv1;

        Group(One pid) {
            this.pid = pid;
        }
    }

    private static final class FaultException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient AdtFault fault;

        FaultException(AdtFault fault) {
            super(fault.reason(), null, false, false);
            this.fault = fault;
        }
    }

    AdtReader(AdtSettings settings) {
        this.settings = settings;
        this.authority = settings.patientAuthority();
    }

    /**
     * @param receivedAt a time of the message that is later was a wrong clock's: it would outlive
     *     all that is said after it
     */
    Reading read(String text, Instant receivedAt) {
        Segments segments;
        try {
            segments = Segments.parse(text);
        } catch (HL7Exception e) {
            return new Reading.Faulty(
                    Optional.empty(),
                    AdtFault.notForUs(100, "MSH", "no HL7 v2 message that can be read"));
        }
        List<One> all = segments.all().toList();
        AdtHeader header = header(all.getFirst());
        try {
            return new Reading.Understood(message(all, header, receivedAt));
        } catch (FaultException e) {
            return new Reading.Faulty(Optional.of(header), e.fault);
        }
    }

    private static AdtHeader header(One msh) {
        return new AdtHeader(
                msh.encoded(3),
                msh.encoded(4),
                msh.encoded(5),
                msh.encoded(6),
                msh.text(9, 1),
                msh.text(9, 2),
                msh.text(10, 1),
                msh.text(11, 1),
                msh.text(12, 1));
    }

    private AdtMessage message(List<One> all, AdtHeader header, Instant receivedAt)
            throws FaultException {
        if (!header.type().equals("ADT")) {
            throw new FaultException(AdtFault.notForUs(200, "MSH-9", "not ADT"));
        }
        if (!settings.senders().isEmpty()
                && !settings.senders().contains(header.sender())
                && !settings.senders().contains(header.application())) {
            throw new FaultException(AdtFault.notForUs(207, "MSH-3", "sender not allowed"));
        }
        if (header.processing().equals("T") || header.processing().equals("D")) {
            throw new FaultException(AdtFault.notForUs(202, "MSH-11", "not of patients' care"));
        }
        if (header.controlId().isEmpty()) {
            throw new FaultException(AdtFault.missing("MSH-10"));
        }
        String trigger = header.trigger();
        if (DANGEROUS.contains(trigger)) {
            throw new FaultException(
                    new AdtFault(
                            Acknowledgement.AE,
                            201,
                            "MSH-9",
                            "changes who is who, or where, in a way that is not followed here"));
        }
        if (NOTHING.contains(trigger)) {
            return new AdtMessage(header, List.of());
        }
        if (!HERE.contains(trigger)
                && !GONE.contains(trigger)
                && !UPDATED.contains(trigger)
                && !MERGED.contains(trigger)) {
            throw new FaultException(AdtFault.notForUs(201, "MSH-9", "event not followed here"));
        }
        List<Group> groups = groups(all);
        if (groups.isEmpty()) {
            throw new FaultException(AdtFault.missing("PID"));
        }
        if (groups.size() > 1 && !trigger.equals("A40")) {
            throw new FaultException(AdtFault.bad("PID", "several patients"));
        }
        Instant saidAt = saidAt(all, receivedAt);
        List<Said> said = new ArrayList<>();
        for (Group group : groups) {
            said.add(
                    MERGED.contains(trigger)
                            ? merge(group, saidAt)
                            : new Said.Change(change(group, trigger, saidAt, all)));
        }
        return new AdtMessage(header, said);
    }

    private static List<Group> groups(List<One> all) {
        List<Group> groups = new ArrayList<>();
        for (One segment : all) {
            if (segment.name().equals("PID")) {
                groups.add(new Group(segment));
            } else if (!groups.isEmpty() && segment.name().equals("MRG")) {
                groups.getLast().mrg = segment;
            } else if (!groups.isEmpty() && segment.name().equals("PV1")) {
                groups.getLast().pv1 = segment;
            }
        }
        return groups;
    }

    private Instant saidAt(List<One> all, Instant receivedAt) throws FaultException {
        Optional<String> entered =
                all.stream()
                        .filter(segment -> segment.name().equals("EVN"))
                        .map(evn -> evn.text(2, 1))
                        .filter(text -> !text.isEmpty())
                        .findFirst();
        String place = entered.isPresent() ? "EVN-2" : "MSH-7";
        Instant said =
                AdtTime.parse(entered.orElseGet(() -> all.getFirst().text(7, 1)), zone())
                        .orElseThrow(() ->
                                new FaultException(AdtFault.bad(place, "not a time with minutes")));
        return said.isAfter(receivedAt) ? receivedAt : said;
    }

    private Said.Merge merge(Group group, Instant saidAt) throws FaultException {
        if (group.mrg == null) {
            throw new FaultException(AdtFault.missing("MRG"));
        }
        PatientId from = patientId(group.mrg, 1, "MRG-1");
        return new Said.Merge(from, said(group, place(group), new Stay.AsBefore(), saidAt), saidAt);
    }

    private CensusChange change(Group group, String trigger, Instant saidAt, List<One> all)
            throws FaultException {
        Optional<Place> place = place(group);
        if (HERE.contains(trigger)) {
            if (place.isEmpty() && !trigger.equals("A13")) {
                throw new FaultException(AdtFault.missing("PV1-3"));
            }
            return said(group, place, new Stay.Here(), saidAt);
        }
        if (GONE.contains(trigger)) {
            Optional<Instant> happened =
                    all.stream()
                            .filter(segment -> segment.name().equals("EVN"))
                            .flatMap(evn -> AdtTime.parse(evn.text(6, 1), zone()).stream())
                            .findFirst();
            Optional<Instant> discharged =
                    Optional.ofNullable(group.pv1)
                            .flatMap(pv1 -> AdtTime.parse(pv1.text(45, 1), zone()));
            Instant at =
                    happened.or(() -> discharged)
                            .filter(time -> time.isBefore(saidAt))
                            .orElse(saidAt);
            return said(group, Optional.empty(), new Stay.Gone(at), saidAt);
        }
        // Of a person (A28, A31), not of a stay.
        return said(
                group,
                trigger.equals("A08") ? place : Optional.empty(),
                new Stay.AsBefore(),
                saidAt);
    }

    private CensusChange said(Group group, Optional<Place> place, Stay stay, Instant saidAt)
            throws FaultException {
        return new CensusChange(
                patientId(group.pid, 3, "PID-3"),
                name(group.pid),
                AdtTime.date(group.pid.text(7, 1)),
                place,
                stay,
                saidAt,
                CensusSource.ADT);
    }

    private Optional<Place> place(Group group) throws FaultException {
        if (group.pv1 == null) {
            return Optional.empty();
        }
        String pointOfCare = group.pv1.text(3, 1);
        if (pointOfCare.isEmpty()) {
            return Optional.empty();
        }
        String room = group.pv1.text(3, 2);
        String bed = group.pv1.text(3, 3);
        // Beds are numbered within their room, mostly.
        String whole =
                room.isEmpty() || bed.isEmpty() || bed.startsWith(room)
                        ? bed.isEmpty() ? room : bed
                        : room + "-" + bed;
        return Optional.of(
                new Place(
                        printable(settings.units().getOrDefault(pointOfCare, pointOfCare), "PV1-3"),
                        whole.isEmpty()
                                ? Optional.empty()
                                : Optional.of(printable(whole, "PV1-3"))));
    }

    private static Optional<String> name(One pid) throws FaultException {
        String family = pid.text(5, 1);
        String given = pid.text(5, 2);
        String name = given.isEmpty() ? family : family.isEmpty() ? given : family + ", " + given;
        return name.isEmpty() ? Optional.empty() : Optional.of(printable(name, "PID-5"));
    }

    private static String printable(String text, String place) throws FaultException {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new FaultException(AdtFault.bad(place, "more than 200 printable characters"));
        }
        return text;
    }

    /** The one identifier that is a patient id here; rather none than the wrong one. */
    private PatientId patientId(One segment, int field, String place) throws FaultException {
        List<String> ids =
                segment.repetitions(field)
                        .filter(repetition -> isOurs(segment, field, repetition))
                        .mapToObj(repetition -> segment.text(field, repetition, 1))
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
        if (ids.size() > 1 && authority.isEmpty()) {
            ids =
                    segment.repetitions(field)
                            .filter(repetition -> segment.text(field, repetition, 5).equals("MR"))
                            .mapToObj(repetition -> segment.text(field, repetition, 1))
                            .distinct()
                            .toList();
        }
        if (ids.isEmpty()) {
            throw new FaultException(
                    AdtFault.conflicting(place, "no identifier of the assigning authority"));
        }
        if (ids.size() > 1) {
            throw new FaultException(AdtFault.conflicting(place, "several identifiers"));
        }
        if (!PatientId.isValid(ids.getFirst())) {
            throw new FaultException(
                    AdtFault.bad(place, "a patient id is 1-64 of A-Za-z0-9._- here"));
        }
        return new PatientId(ids.getFirst());
    }

    private boolean isOurs(One segment, int field, int repetition) {
        if (authority.isEmpty()) {
            return true;
        }
        return authority.equals(segment.text(field, repetition, 4))
                || authority.equals(segment.universalId(field, repetition));
    }

    private ZoneId zone() {
        return settings.zone();
    }
}
