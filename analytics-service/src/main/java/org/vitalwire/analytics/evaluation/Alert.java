package org.vitalwire.analytics.evaluation;

/**
 * One occurrence of a condition, from its start to its end.
 *
 * @param condition of the policy, or the name of a reference row
 * @param escalations how often its priority rose while it lasted
 * @param startedAt hours since the start of the stay
 * @param endedAt hours since the start of the stay; the end of the stay for one that was still on
 */
record Alert(String condition, int escalations, double startedAt, double endedAt) {

    /** The hour in which it called. */
    int startHour() {
        return (int) Math.floor(startedAt);
    }

    /** The last hour during which it stood; one that ends on the hour does not stand in it. */
    int lastHour() {
        int last = (int) Math.ceil(endedAt) - 1;
        return Math.max(last, startHour());
    }
}
