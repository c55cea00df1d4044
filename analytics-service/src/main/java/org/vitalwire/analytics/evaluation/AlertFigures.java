package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What alerts were worth. An event is the onset of a sepsis.
 *
 * @param name of the policy or the reference
 * @param alertsPerDay conditions that began, per patient-day: what is usually called new episodes
 * @param escalationsPerDay of those that lasted, how often the priority rose, per patient-day
 * @param callsPerDay per patient-day, how often a patient with nothing on had something begin:
 *     simultaneous conditions are one call
 * @param hoursOnAlert hours in which anything was on
 * @param caught events with an alert standing in some hour from -12 h to +3 h
 * @param calledInWindow events with an alert that began then
 * @param lead from the first hour of the window in which an alert stood to the onset; an alert that
 *     stood before the window counts as 12 h
 * @param caughtBy of each hour from 12 before the onset to 3 after it, how many events had had an
 *     alert standing in the window by then
 * @param usefulAlerts positive predictive value: alerts that began from -12 h to +3 h of an event
 * @param septicOfAlerted of the stays that were alerted at all, those with an event
 * @param alertedOfOthers of the stays without an event, those that were alerted at all
 * @param utility normalised utility of the 2019 challenge, NaN without events
 * @param byCondition alerts of each condition
 */
public record AlertFigures(
        String name,
        double alertsPerDay,
        double escalationsPerDay,
        double callsPerDay,
        Share hoursOnAlert,
        Share caught,
        Share calledInWindow,
        Quartiles lead,
        List<Integer> caughtBy,
        Share usefulAlerts,
        Share septicOfAlerted,
        Share alertedOfOthers,
        double utility,
        Map<String, Long> byCondition,
        long stays,
        double patientDays) {}
