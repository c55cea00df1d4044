package org.vitalwire.alert.oncall;

import java.util.List;

/** A team that cannot be kept, with everything that is wrong with it. */
final class InvalidTeamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<TeamProblem> problems;

    InvalidTeamException(List<TeamProblem> problems) {
        super("the team has " + problems.size() + " faults");
        this.problems = List.copyOf(problems);
    }

    List<TeamProblem> problems() {
        return problems;
    }
}
