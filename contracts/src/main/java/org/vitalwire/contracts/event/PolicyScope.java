package org.vitalwire.contracts.event;

import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/** For whom a policy is: the narrower comes before the wider. */
public sealed interface PolicyScope {

    /** The name on the wire: {@code organisation}, {@code unit:ward-a}, {@code patient:P1}. */
    String code();

    /** Everybody. */
    record Organisation() implements PolicyScope {
        @Override
        public String code() {
            return "organisation";
        }
    }

    /** Everybody whom the census has in that care unit. 1-64 characters, none of them a control. */
    record Unit(String careUnit) implements PolicyScope {

        public Unit {
            if (careUnit.isBlank()
                    || careUnit.length() > 64
                    || careUnit.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "a care unit has 1-64 characters, none of them a control");
            }
        }

        @Override
        public String code() {
            return "unit:" + careUnit;
        }
    }

    /** One patient. */
    record Patient(PatientId patientId) implements PolicyScope {
        @Override
        public String code() {
            return "patient:" + patientId.value();
        }
    }

    PolicyScope ORGANISATION = new Organisation();

    /** Empty when that is not the name of a scope. */
    static Optional<PolicyScope> ofCode(String code) {
        try {
            if (code.equals("organisation")) {
                return Optional.of(ORGANISATION);
            }
            if (code.startsWith("unit:")) {
                return Optional.of(new Unit(code.substring("unit:".length())));
            }
            if (code.startsWith("patient:")) {
                return Optional.of(new Patient(new PatientId(code.substring("patient:".length()))));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
