package org.vitalwire.alert.person;

import java.util.List;

/** Preferences that cannot be kept, with everything that is wrong with them. */
final class InvalidPreferencesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<PreferencesProblem> problems;

    InvalidPreferencesException(List<PreferencesProblem> problems) {
        super("the preferences have " + problems.size() + " faults");
        this.problems = List.copyOf(problems);
    }

    List<PreferencesProblem> problems() {
        return problems;
    }
}
