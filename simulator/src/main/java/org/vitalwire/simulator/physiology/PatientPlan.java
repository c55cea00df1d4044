package org.vitalwire.simulator.physiology;

import java.time.Instant;

/**
 * Everything that decides a simulated patient's samples.
 *
 * @param start event time at which the course begins
 * @param circadian whether body temperature and heart rate follow the time of day (UTC)
 */
public record PatientPlan(
        Scenario scenario,
        long seed,
        Instant start,
        Course course,
        SpotSchedule spots,
        boolean circadian) {

    public static PatientPlan of(Scenario scenario, long seed, Instant start) {
        return new PatientPlan(
                scenario, seed, start, scenario.usualCourse(), SpotSchedule.DEMONSTRATION, false);
    }

    public PatientPlan withCourse(Course other) {
        return new PatientPlan(scenario, seed, start, other, spots, circadian);
    }

    public PatientPlan withSpots(SpotSchedule other) {
        return new PatientPlan(scenario, seed, start, course, other, circadian);
    }

    public PatientPlan withCircadianRhythm() {
        return new PatientPlan(scenario, seed, start, course, spots, true);
    }
}
