package org.vitalwire.kit.web;

import java.util.List;

/**
 * A document that cannot be kept, with everything that is wrong with it. Its controller answers
 * with {@link UnsoundDocument}.
 */
public final class InvalidDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DocumentProblem> problems;

    /**
     * @param what is at fault, for example {@code the team}
     */
    public InvalidDocumentException(String what, List<DocumentProblem> problems) {
        super("faults of " + what + ": " + problems.size());
        this.problems = List.copyOf(problems);
    }

    /** One field is at fault, and that is reason enough. */
    public InvalidDocumentException(String what, String field, String message) {
        this(what, List.of(new DocumentProblem(field, message)));
    }

    /** In the order in which they were found. */
    public List<DocumentProblem> problems() {
        return problems;
    }
}
