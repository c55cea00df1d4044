package org.vitalwire.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Stops what was started, last first, then deletes the temporary files, when the test JVM ends. */
final class ShutdownTasks {

    private static final Deque<Runnable> TASKS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownTasks::run, "testkit-shutdown"));
    }

    private ShutdownTasks() {}

    static void add(Runnable task) {
        synchronized (TASKS) {
            TASKS.push(task);
        }
    }

    private static void run() {
        List<Runnable> tasks;
        synchronized (TASKS) {
            tasks = new ArrayList<>(TASKS);
        }
        tasks.add(TemporaryDirectory::deleteAll);
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.err.println("testkit: clean-up failed: " + e);
            }
        }
    }
}
