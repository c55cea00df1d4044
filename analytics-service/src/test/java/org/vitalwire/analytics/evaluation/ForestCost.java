package org.vitalwire.analytics.evaluation;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Random;

/**
 * What a patient's forest takes: CPU time of one thread, and the bytes of its state. The state is
 * the smaller of the library's two, without the trees, which are built anew when it is read.
 *
 * @param scored microseconds to score a point and learn it, by a forest that is full
 * @param explained microseconds to say which signs made the score
 * @param afterTwoDays what is kept after 38 readings, one an hour
 * @param full what is kept after 2,000
 */
record ForestCost(double scored, double explained, State afterTwoDays, State full) {

    private static final int HOURLY = 38;
    private static final int FULL = 2_000;
    private static final int WARM_UP = 5_000;
    private static final int POINTS = 10_000;
    private static final int RESTORED = 50;

    /**
     * @param restored microseconds from the bytes to a forest and back
     */
    record State(int bytes, double restored) {}

    static ForestCost of(PatientForest.Setting setting) throws Exception {
        Random random = new Random(PatientForest.SEED);
        RandomCutForest forest = setting.forest();
        learn(forest, random, HOURLY);
        byte[] afterTwoDays = write(forest);
        learn(forest, random, FULL - HOURLY);
        byte[] full = write(forest);
        learn(forest, random, WARM_UP);
        explain(forest, random, WARM_UP);
        restore(full, RESTORED);
        return new ForestCost(
                learn(forest, random, POINTS),
                explain(forest, random, POINTS),
                new State(afterTwoDays.length, restore(afterTwoDays, RESTORED)),
                new State(full.length, restore(full, RESTORED)));
    }

    private static double learn(RandomCutForest forest, Random random, int times) {
        long begin = cpu();
        for (int i = 0; i < times; i++) {
            float[] point = point(forest, random);
            forest.getAnomalyScore(point);
            forest.update(point);
        }
        return microseconds(begin, times);
    }

    private static double explain(RandomCutForest forest, Random random, int times) {
        long begin = cpu();
        for (int i = 0; i < times; i++) {
            forest.getAnomalyAttribution(point(forest, random));
        }
        return microseconds(begin, times);
    }

    private static double restore(byte[] state, int times) throws Exception {
        long begin = cpu();
        for (int i = 0; i < times; i++) {
            try (var in = new ObjectInputStream(new ByteArrayInputStream(state))) {
                write(new RandomCutForestMapper().toModel((RandomCutForestState) in.readObject()));
            }
        }
        return microseconds(begin, times);
    }

    private static byte[] write(RandomCutForest forest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            RandomCutForestMapper mapper = new RandomCutForestMapper();
            mapper.setSaveExecutorContextEnabled(true);
            out.writeObject(mapper.toState(forest));
        }
        return bytes.toByteArray();
    }

    /** Scattered as vital signs that were scaled by their spread. */
    private static float[] point(RandomCutForest forest, Random random) {
        float[] point = new float[forest.getDimensions() / forest.getShingleSize()];
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.round(random.nextGaussian() * 10) / 10f;
        }
        return point;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double microseconds(long begin, int times) {
        return (cpu() - begin) / 1e3 / times;
    }
}
