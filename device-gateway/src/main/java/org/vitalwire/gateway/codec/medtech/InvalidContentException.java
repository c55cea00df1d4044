package org.vitalwire.gateway.codec.medtech;

import java.util.List;

/** Templates that MedTech would not take, either. */
public final class InvalidContentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidContentException(List<Problem> problems) {
        super("invalid device content mapping");
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
