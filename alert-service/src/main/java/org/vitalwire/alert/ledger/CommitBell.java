package org.vitalwire.alert.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Rung after a commit that holds new events, so that who waits for them in this process does not
 * have to look for them. Other processes find them by looking.
 */
public final class CommitBell {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param listener returns at once
     */
    public void onRing(Runnable listener) {
        listeners.add(listener);
    }

    void ring() {
        listeners.forEach(Runnable::run);
    }
}
