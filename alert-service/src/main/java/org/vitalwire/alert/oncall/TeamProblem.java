package org.vitalwire.alert.oncall;

/**
 * One thing that is wrong with a team.
 *
 * @param field where, for example {@code schedules.primary.layers[0].turn}
 * @param message what, for people
 */
record TeamProblem(String field, String message) {}
