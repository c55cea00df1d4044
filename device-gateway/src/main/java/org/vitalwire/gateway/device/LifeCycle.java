package org.vitalwire.gateway.device;

import java.util.Optional;

/**
 * The ways of a device's life.
 *
 * <pre>
 *              USE, ACTIVATE               SUSPEND
 * REGISTERED -----------------> ACTIVE &lt;-----------> SUSPENDED
 *     |  SUSPEND: SUSPENDED       |      ACTIVATE        |
 *     +---------------------------+----------------------+--- RETIRE ---> RETIRED (final)
 * </pre>
 */
final class LifeCycle {

    private LifeCycle() {}

    /** What moves a device on. */
    enum Step {
        /** Its first certificate, or its first connection. */
        USE,
        SUSPEND,
        ACTIVATE,
        RETIRE
    }

    /**
     * Where the step leads; empty where it is not allowed. A step to where it is changes nothing.
     */
    static Optional<DeviceState> after(DeviceState now, Step step) {
        return switch (now) {
            case REGISTERED, ACTIVE ->
                    Optional.of(
                            switch (step) {
                                case USE, ACTIVATE -> DeviceState.ACTIVE;
                                case SUSPEND -> DeviceState.SUSPENDED;
                                case RETIRE -> DeviceState.RETIRED;
                            });
            case SUSPENDED ->
                    switch (step) {
                        case USE -> Optional.empty();
                        case ACTIVATE -> Optional.of(DeviceState.ACTIVE);
                        case SUSPEND -> Optional.of(DeviceState.SUSPENDED);
                        case RETIRE -> Optional.of(DeviceState.RETIRED);
                    };
            case RETIRED ->
                    step == Step.RETIRE ? Optional.of(DeviceState.RETIRED) : Optional.empty();
        };
    }
}
