package org.vitalwire.simulator.physiology;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A simulated patient with a bedside monitor. Ask for samples in the order of their event times;
 * the same plan asked for the same times gives the same samples. Not for use by several threads.
 *
 * <p>Two time scales of autoregressive noise on each sign, respiratory sinus arrhythmia (the heart
 * speeds up with each breath in, less so when it is ill, and a monitor averages most of it away),
 * pressure that follows the heart, and a course of disturbance on top.
 */
public final class PhysiologicalPatient {

    private final PatientPlan plan;
    private final RandomGenerator random;
    private final Body usual;
    private final Body worst;
    private final Ar1Noise heartFast;
    private final Ar1Noise heartSlow;
    private final Ar1Noise breathing;
    private final Ar1Noise saturation;
    private final Ar1Noise pressure;
    private final Ar1Noise perfusion;
    private final SensorFaults faults;
    private Instant last;
    private Instant pressureDue;
    private Instant temperatureDue;
    private Instant nurseDue;
    private double breathPhase;

    public PhysiologicalPatient(PatientPlan plan) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        this.usual = plan.scenario().usual(random);
        this.worst = plan.scenario().worst(usual);
        this.heartFast = new Ar1Noise(1.2, 12, random);
        this.heartSlow = new Ar1Noise(2.5, 400, random);
        this.breathing = new Ar1Noise(0.9, 45, random);
        this.saturation = new Ar1Noise(0.35, 60, random);
        this.pressure = new Ar1Noise(3, 600, random);
        this.perfusion = new Ar1Noise(0.3, 90, random);
        this.faults = new SensorFaults(random);
        this.last = plan.start();
        this.pressureDue = plan.start();
        this.temperatureDue = plan.start();
        this.nurseDue = plan.start();
    }

    public Scenario scenario() {
        return plan.scenario();
    }

    /** Whether the device has its network at that time; it measures all the same. */
    public boolean isConnected(Instant time) {
        return plan.scenario() != Scenario.DISCONNECTS
                || plan.course().severity(Duration.between(plan.start(), time)) == 0;
    }

    /**
     * The sample of that event time, which must not lie before the one asked for last.
     *
     * @throws IllegalArgumentException when time goes backwards
     */
    public Sample next(Instant time) {
        if (time.isBefore(last)) {
            throw new IllegalArgumentException("samples are made in the order of their times");
        }
        double seconds = Duration.between(last, time).toNanos() / 1e9;
        last = time;

        double severity = plan.course().severity(Duration.between(plan.start(), time));
        Body body = usual.towards(worst, severity);
        double daily = plan.circadian() ? dailyRhythm(time) : 0;

        double breaths = body.respiratoryRate() + breathing.after(seconds, random);
        breathPhase = (breathPhase + breaths / 60 * seconds) % 1;
        double arrhythmia = (1.1 - 0.8 * severity) * Math.sin(2 * Math.PI * breathPhase);
        double heart =
                body.heartRate()
                        + 3 * daily
                        + heartFast.after(seconds, random)
                        + heartSlow.after(seconds, random)
                        + arrhythmia;
        double oxygen = Math.min(100, body.spo2() + saturation.after(seconds, random));
        double press = pressure.after(seconds, random);
        double flow = Math.max(0.2, 2.4 - 1.4 * severity + perfusion.after(seconds, random));

        Map<VitalSign, Double> values = new EnumMap<>(VitalSign.class);
        values.put(VitalSign.HEART_RATE, heart);
        values.put(VitalSign.PULSE_RATE, heart + 0.4 * random.nextGaussian());
        values.put(VitalSign.RESPIRATORY_RATE, breaths);
        values.put(VitalSign.SPO2, oxygen);
        values.put(VitalSign.PERFUSION_INDEX, flow);
        if (isDue(pressureDue, time)) {
            pressureDue = following(pressureDue, plan.spots().pressure(), time);
            double systolic = body.systolic() + press + 0.1 * (heart - body.heartRate());
            double diastolic = body.diastolic() + 0.6 * press;
            values.put(VitalSign.SYSTOLIC_PRESSURE, systolic);
            values.put(VitalSign.DIASTOLIC_PRESSURE, diastolic);
            values.put(VitalSign.MEAN_PRESSURE, diastolic + (systolic - diastolic) / 3);
        }
        if (isDue(temperatureDue, time)) {
            temperatureDue = following(temperatureDue, plan.spots().temperature(), time);
            values.put(
                    VitalSign.TEMPERATURE,
                    body.temperature() + 0.25 * daily + 0.05 * random.nextGaussian());
        }
        if (isDue(nurseDue, time)) {
            nurseDue = following(nurseDue, plan.spots().nurse(), time);
            values.put(VitalSign.CONSCIOUSNESS, (double) plan.scenario().consciousness(severity));
            values.put(VitalSign.OXYGEN_FLOW, plan.scenario().oxygenFlow(severity));
        }
        if (plan.scenario() == Scenario.SENSOR_ARTEFACTS) {
            faults.distort(values, seconds);
        }
        values.replaceAll((sign, value) -> sign.entry().roundToResolution(value));
        return new Sample(time, values);
    }

    private static boolean isDue(Instant due, Instant time) {
        return !time.isBefore(due);
    }

    private static Instant following(Instant due, Duration interval, Instant time) {
        long passed = Duration.between(due, time).dividedBy(interval) + 1;
        return due.plus(interval.multipliedBy(passed));
    }

    /** -1 at five in the morning, 1 at five in the afternoon. */
    private static double dailyRhythm(Instant time) {
        double hours = Math.floorMod(time.getEpochSecond(), 86_400L) / 3600.0;
        return Math.cos(2 * Math.PI * (hours - 17) / 24);
    }
}
