package org.vitalwire.simulator.device;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a device still owes the platform: readings never sent, and readings sent but not yet
 * acknowledged. A reading leaves only when it is acknowledged. Bounded over both; full, it takes
 * nothing new rather than forget something old.
 */
final class OutgoingBuffer {

    /** A reading in the buffer, with its place in the order of sending. */
    record Entry(long number, ReadingMessage message, boolean sentBefore) {}

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Long, Entry> unsent = new TreeMap<>();
    private final TreeMap<Long, Entry> inFlight = new TreeMap<>();
    private long numbers;
    private int wakeUps;
    private int telling;

    OutgoingBuffer(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive");
        }
        this.capacity = capacity;
    }

    /** False when there is no room. */
    boolean offer(ReadingMessage message) {
        lock.lock();
        try {
            if (isFull()) {
                return false;
            }
            add(message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room. */
    void put(ReadingMessage message) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isFull()) {
                changed.await();
            }
            add(message);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next reading to send, which counts as in flight from now on. Empty when there was none,
     * or no room in the window, for the whole wait, or when somebody called {@link #wakeUp}.
     */
    Optional<Entry> take(int window, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            int wakeUpsBefore = wakeUps;
            while (!canSend(window)) {
                if (left <= 0 || wakeUps != wakeUpsBefore) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
            Entry entry = unsent.pollFirstEntry().getValue();
            inFlight.put(entry.number(), entry);
            return Optional.of(entry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The reading is acknowledged; one that had been before is passed over.
     *
     * @param tell who is told of it before anybody who waits for the last one goes on
     */
    void acknowledged(Entry entry, Runnable tell) {
        if (!remove(entry)) {
            return;
        }
        try {
            tell.run();
        } finally {
            lock.lock();
            try {
                telling--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean remove(Entry entry) {
        lock.lock();
        try {
            // An acknowledgement can arrive after the loss of its connection was noticed.
            boolean known =
                    inFlight.remove(entry.number()) != null
                            || unsent.remove(entry.number()) != null;
            if (known) {
                telling++;
                changed.signalAll();
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** The connection is gone: what was in flight is to be sent again, in its old order. */
    void connectionLost() {
        lock.lock();
        try {
            inFlight.replaceAll((number, entry) -> new Entry(number, entry.message(), true));
            unsent.putAll(inFlight);
            inFlight.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void wakeUp() {
        lock.lock();
        try {
            wakeUps++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** True once nothing is owed and everybody was told, false after the wait. */
    boolean awaitEmpty(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (size() > 0 || telling > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return unsent.size() + inFlight.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return unsent.size() + inFlight.size() >= capacity;
    }

    private boolean canSend(int window) {
        return !unsent.isEmpty() && inFlight.size() < window;
    }

    private void add(ReadingMessage message) {
        long number = numbers++;
        unsent.put(number, new Entry(number, message, false));
        changed.signalAll();
    }
}
