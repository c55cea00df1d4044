package org.vitalwire.benchmarks.analytics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * CPU time of one thread for one operation. CPU and not wall-clock time: other work on the machine
 * takes the processor away, but is not counted.
 *
 * @param median of the rounds, nanoseconds
 * @param least of the rounds, nanoseconds
 * @param most of the rounds, nanoseconds
 * @param made what the operations gave, added up, so that none of them is optimised away
 */
record Cost(double median, double least, double most, long made) {

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Something that is done many times; its result is of no interest but is made use of. */
    interface Round {
        long run(int operations);
    }

    /**
     * @param prepare done before each round, not counted
     */
    static Cost of(int operations, Runnable prepare, Round round) {
        long made = 0;
        for (int i = 0; i < WARM_UP; i++) {
            prepare.run();
            made += round.run(operations);
        }
        double[] nanos = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            prepare.run();
            long begin = THREADS.getCurrentThreadCpuTime();
            made += round.run(operations);
            nanos[i] = (double) (THREADS.getCurrentThreadCpuTime() - begin) / operations;
        }
        Arrays.sort(nanos);
        return new Cost(nanos[ROUNDS / 2], nanos[0], nanos[ROUNDS - 1], made);
    }
}
