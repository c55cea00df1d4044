package org.vitalwire.alert.person;

/**
 * One thing that is wrong with what was sent.
 *
 * @param field where, for example {@code channels[0].address}
 * @param message what, for people; quotes nothing
 */
record PreferencesProblem(String field, String message) {}
