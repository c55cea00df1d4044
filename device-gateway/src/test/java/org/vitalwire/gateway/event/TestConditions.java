package org.vitalwire.gateway.event;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.gateway.event.Conditions.OpenCondition;
import org.vitalwire.gateway.event.Conditions.Subject;

/** Conditions that are kept in memory, and what they told. */
public final class TestConditions {

    private final List<DeviceEvent> told = new ArrayList<>();
    private final InMemory store = new InMemory();
    private final InstantSource clock;
    private Conditions conditions;

    public TestConditions(InstantSource clock) {
        this.clock = clock;
        this.conditions = new Conditions(store, told::add, clock);
    }

    public Conditions conditions() {
        return conditions;
    }

    /** As after a restart of the gateway. */
    public Conditions restarted() {
        conditions = new Conditions(store, told::add, clock);
        return conditions;
    }

    /** Everything since the last call. */
    public List<DeviceEvent> told() {
        List<DeviceEvent> all = List.copyOf(told);
        told.clear();
        return all;
    }

    private static final class InMemory implements ConditionStore {
        private final Map<Subject, OpenCondition> open = new HashMap<>();

        @Override
        public List<OpenCondition> all() {
            return List.copyOf(open.values());
        }

        @Override
        public Optional<OpenCondition> find(Subject subject) {
            return Optional.ofNullable(open.get(subject));
        }

        @Override
        public boolean insert(OpenCondition condition) {
            return open.putIfAbsent(condition.subject(), condition) == null;
        }

        @Override
        public void update(OpenCondition condition) {
            open.put(condition.subject(), condition);
        }

        @Override
        public boolean delete(OpenCondition condition) {
            return open.remove(condition.subject()) != null;
        }
    }
}
