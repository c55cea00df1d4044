package org.vitalwire.gateway.event;

import java.util.List;
import java.util.Optional;
import org.vitalwire.gateway.event.Conditions.OpenCondition;
import org.vitalwire.gateway.event.Conditions.Subject;

/** Where open conditions are kept. */
interface ConditionStore {

    List<OpenCondition> all();

    Optional<OpenCondition> find(Subject subject);

    /** Returns false when one of that subject is open already. */
    boolean insert(OpenCondition condition);

    /** Writes its detail and devices. */
    void update(OpenCondition condition);

    /** Returns false when it was ended by somebody else. */
    boolean delete(OpenCondition condition);
}
