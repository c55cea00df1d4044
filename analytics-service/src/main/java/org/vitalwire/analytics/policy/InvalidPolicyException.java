package org.vitalwire.analytics.policy;

import java.util.List;

/** A policy that must not be used, with everything that is wrong with it. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidPolicyException(String source, List<String> faults) {
        super(source + " is not a valid policy: " + String.join("; ", faults));
    }

    InvalidPolicyException(String source, Throwable cause) {
        super(source + " is not a valid policy: " + cause.getMessage(), cause);
    }
}
