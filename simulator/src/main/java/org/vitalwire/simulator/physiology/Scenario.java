package org.vitalwire.simulator.physiology;

import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What is the matter with a simulated patient, or with the device. */
public enum Scenario {
    STABLE("stable", Course.QUIET),

    /** Sepsis-like: heart rate, breathing and temperature up, pressure and saturation down. */
    DETERIORATION("deterioration", course(120, 1200, 900, 900, 3600)),

    /** Hypercapnic lung disease on oxygen; belongs on NEWS2's SpO2 scale 2. */
    COPD_ON_OXYGEN("copd-on-oxygen", Course.QUIET),

    /** Saturation falls for a minute or two and comes back. */
    DESATURATION("desaturation", course(150, 40, 60, 60, 480)),

    /** Sudden paroxysms of a fast rhythm. */
    TACHYCARDIA("tachycardia", course(240, 4, 240, 15, 900)),

    /** A stable patient whose sensors drop out, move and invent values. */
    SENSOR_ARTEFACTS("sensor-artefacts", Course.QUIET),

    /** A stable patient whose device loses its network and sends what it kept afterwards. */
    DISCONNECTS("disconnects", course(300, 0, 180, 0, 1200));

    private final String code;

    // A record of durations.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Course course;

    Scenario(String code, Course course) {
        this.code = code;
        this.course = course;
    }

    /** The name on the command line. */
    public String code() {
        return code;
    }

    /** The course that this scenario takes unless a plan says otherwise. */
    public Course usualCourse() {
        return course;
    }

    public boolean needsSpo2Scale2() {
        return this == COPD_ON_OXYGEN;
    }

    public static Scenario ofCode(String code) {
        for (Scenario scenario : values()) {
            if (scenario.code.equals(code.toLowerCase(Locale.ROOT))) {
                return scenario;
            }
        }
        throw new IllegalArgumentException("no such scenario");
    }

    Body usual(RandomGenerator random) {
        return this == COPD_ON_OXYGEN ? Body.chronicLungDisease(random) : Body.healthy(random);
    }

    Body worst(Body usual) {
        return switch (this) {
            case DETERIORATION ->
                    new Body(
                            usual.heartRate() + 50, usual.respiratoryRate() + 13, 90, 86, 48, 39.2);
            case DESATURATION ->
                    new Body(
                            usual.heartRate() + 10,
                            usual.respiratoryRate() + 4,
                            82,
                            usual.systolic() + 6,
                            usual.diastolic() + 3,
                            usual.temperature());
            case TACHYCARDIA ->
                    new Body(
                            154,
                            usual.respiratoryRate() + 3,
                            usual.spo2() - 1,
                            usual.systolic() - 14,
                            usual.diastolic() - 6,
                            usual.temperature());
            case STABLE, COPD_ON_OXYGEN, SENSOR_ARTEFACTS, DISCONNECTS -> usual;
        };
    }

    /** Litres a minute by the mask, which the nurse turns on once it is bad. */
    double oxygenFlow(double severity) {
        return switch (this) {
            case COPD_ON_OXYGEN -> 2;
            case DETERIORATION -> severity > 0.6 ? 4 : 0;
            case STABLE, DESATURATION, TACHYCARDIA, SENSOR_ARTEFACTS, DISCONNECTS -> 0;
        };
    }

    /** Index into the ACVPU letters: new confusion comes with the worst of a deterioration. */
    int consciousness(double severity) {
        return this == DETERIORATION && severity > 0.9 ? 1 : 0;
    }

    private static Course course(long onset, long ramp, long plateau, long recovery, long cycle) {
        return new Course(
                Duration.ofSeconds(onset),
                Duration.ofSeconds(ramp),
                Duration.ofSeconds(plateau),
                Duration.ofSeconds(recovery),
                Duration.ofSeconds(cycle));
    }
}
