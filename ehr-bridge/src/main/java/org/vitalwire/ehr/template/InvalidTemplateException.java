package org.vitalwire.ehr.template;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that would write nothing, or something wrong. */
public final class InvalidTemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<TemplateProblem> problems;

    InvalidTemplateException(List<TemplateProblem> problems) {
        super(
                problems.stream()
                        .map(TemplateProblem::toString)
                        .collect(Collectors.joining("\n  ", "\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the file. */
    public List<TemplateProblem> problems() {
        return problems;
    }
}
