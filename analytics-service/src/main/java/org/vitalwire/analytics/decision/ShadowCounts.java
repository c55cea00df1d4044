package org.vitalwire.analytics.decision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vitalwire.analytics.decision.ShadowReport.Calls;
import org.vitalwire.analytics.decision.ShadowReport.OfCondition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.event.ShadowNotice.Candidate;
import org.vitalwire.contracts.event.ShadowNotice.Found;
import org.vitalwire.contracts.event.ShadowNotice.Watched;
import org.vitalwire.contracts.id.PatientId;

/**
 * Counts what one candidate said, and what was said in force of whom it watched. What is told twice
 * is counted once. First everything of the candidate, then what was in force.
 */
final class ShadowCounts {

    private static final double HOURS_A_DAY = 24;

    private record PatientHour(PatientId patientId, Instant hour) {}

    private final Candidate candidate;
    private final Instant onTrialSince;
    private final Instant from;
    private final Instant to;
    private final Set<PatientHour> watched = new HashSet<>();
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Map<String, Set<String>> inForce = new TreeMap<>();

    /**
     * @param onTrialSince event time; what began before is not held against it, and not for it
     * @param from event time, inclusive; the hour that it is in counts
     * @param to event time, exclusive
     */
    ShadowCounts(Candidate candidate, Instant onTrialSince, Instant from, Instant to) {
        this.candidate = candidate;
        this.onTrialSince = onTrialSince;
        this.from = from.truncatedTo(ChronoUnit.HOURS);
        this.to = to;
    }

    void add(ShadowNotice notice) {
        if (!notice.candidate().equals(candidate)) {
            return;
        }
        switch (notice) {
            case Watched hour -> {
                if (isWithin(hour.hour())) {
                    watched.add(new PatientHour(hour.patientId(), hour.hour()));
                }
            }
            case Found said -> started(said.finding(), found);
        }
    }

    void addInForce(Finding finding) {
        Instant hour = finding.at().truncatedTo(ChronoUnit.HOURS);
        if (watched.contains(new PatientHour(finding.patientId(), hour))) {
            started(finding, inForce);
        }
    }

    private void started(Finding finding, Map<String, Set<String>> into) {
        if (finding.phase() == Finding.Phase.STARTED
                && !finding.retrospective()
                && !finding.at().isBefore(onTrialSince)
                && isWithin(finding.at())) {
            into.computeIfAbsent(finding.condition(), name -> new HashSet<>())
                    .add(finding.findingId());
        }
    }

    private boolean isWithin(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    ShadowReport report(boolean truncated) {
        Set<String> conditions = new TreeSet<>(found.keySet());
        conditions.addAll(inForce.keySet());
        List<OfCondition> each =
                conditions.stream()
                        .map(name ->
                                new OfCondition(
                                        name,
                                        calls(found.getOrDefault(name, Set.of()).size()),
                                        calls(inForce.getOrDefault(name, Set.of()).size())))
                        .toList();
        return new ShadowReport(
                candidate.scope().code(),
                candidate.version(),
                candidate.policyId(),
                from,
                to,
                watched.stream().map(PatientHour::patientId).collect(Collectors.toSet()).size(),
                patientDays(),
                truncated,
                calls(sum(found)),
                calls(sum(inForce)),
                each);
    }

    private Calls calls(int started) {
        double days = patientDays();
        return new Calls(started, days == 0 ? null : started / days);
    }

    private double patientDays() {
        return watched.size() / HOURS_A_DAY;
    }

    private static int sum(Map<String, Set<String>> said) {
        return said.values().stream().mapToInt(Set::size).sum();
    }
}
