package org.vitalwire.simulator.physiology;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Sensors that misbehave: about every two minutes a fault of 5 to 40 seconds. A finger clip that
 * came off, a lead that came off, movement, and numbers no body makes.
 */
final class SensorFaults {

    private static final double MEAN_SECONDS_BETWEEN = 120;

    private enum Fault {
        FINGER_CLIP_OFF,
        LEAD_OFF,
        MOVEMENT,
        INVENTED_HEART_RATE,
        INVENTED_SATURATION
    }

    private static final Fault[] FAULTS = Fault.values();

    private final RandomGenerator random;
    private Fault fault = Fault.MOVEMENT;
    private double untilNext;
    private double untilOver;

    SensorFaults(RandomGenerator random) {
        this.random = random;
        this.untilNext = pause();
    }

    void distort(Map<VitalSign, Double> values, double seconds) {
        if (untilOver <= 0) {
            untilNext -= seconds;
            if (untilNext > 0) {
                return;
            }
            fault = FAULTS[random.nextInt(FAULTS.length)];
            untilOver = 5 + 35 * random.nextDouble();
            untilNext = pause();
        }
        untilOver -= seconds;
        apply(values);
    }

    private void apply(Map<VitalSign, Double> values) {
        switch (fault) {
            case FINGER_CLIP_OFF -> {
                values.remove(VitalSign.SPO2);
                values.remove(VitalSign.PULSE_RATE);
                values.remove(VitalSign.PERFUSION_INDEX);
            }
            case LEAD_OFF -> {
                values.remove(VitalSign.HEART_RATE);
                values.remove(VitalSign.RESPIRATORY_RATE);
            }
            case MOVEMENT -> {
                values.put(VitalSign.SPO2, 68 + 14 * random.nextDouble());
                values.put(VitalSign.PULSE_RATE, 150 + 60 * random.nextDouble());
                values.put(VitalSign.PERFUSION_INDEX, 0.1 + 0.2 * random.nextDouble());
            }
            case INVENTED_HEART_RATE -> values.put(VitalSign.HEART_RATE, 511.0);
            case INVENTED_SATURATION -> values.put(VitalSign.SPO2, 127.0);
        }
    }

    private double pause() {
        return -MEAN_SECONDS_BETWEEN * Math.log(1 - random.nextDouble());
    }
}
