package org.vitalwire.ehr.chart;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * One line of the chart, and one Observation a minute. Pressures that belong together share a line,
 * as FHIR wants them in one panel.
 */
public enum ChartItem {
    HEART_RATE("heart-rate", Statistic.MEDIAN, VitalSign.HEART_RATE),
    PULSE_RATE("pulse-rate", Statistic.MEDIAN, VitalSign.PULSE_RATE),
    RESPIRATORY_RATE("respiratory-rate", Statistic.MEDIAN, VitalSign.RESPIRATORY_RATE),
    SPO2("spo2", Statistic.MEDIAN, VitalSign.SPO2),
    PERFUSION_INDEX("perfusion-index", Statistic.MEDIAN, VitalSign.PERFUSION_INDEX),
    BLOOD_PRESSURE(
            "blood-pressure",
            Statistic.NEWEST,
            VitalSign.SYSTOLIC_PRESSURE,
            VitalSign.DIASTOLIC_PRESSURE,
            VitalSign.MEAN_PRESSURE),
    INVASIVE_BLOOD_PRESSURE(
            "invasive-blood-pressure",
            Statistic.MEDIAN,
            VitalSign.INVASIVE_SYSTOLIC_PRESSURE,
            VitalSign.INVASIVE_DIASTOLIC_PRESSURE,
            VitalSign.INVASIVE_MEAN_PRESSURE),
    TEMPERATURE("temperature", Statistic.MEDIAN, VitalSign.TEMPERATURE),
    TEMPERATURE_CORE("temperature-core", Statistic.MEDIAN, VitalSign.TEMPERATURE_CORE),
    TEMPERATURE_TYMPANIC("temperature-tympanic", Statistic.MEDIAN, VitalSign.TEMPERATURE_TYMPANIC),
    TEMPERATURE_AXILLARY("temperature-axillary", Statistic.MEDIAN, VitalSign.TEMPERATURE_AXILLARY),
    TEMPERATURE_ORAL("temperature-oral", Statistic.MEDIAN, VitalSign.TEMPERATURE_ORAL),
    TEMPERATURE_RECTAL("temperature-rectal", Statistic.MEDIAN, VitalSign.TEMPERATURE_RECTAL),
    ETCO2("etco2", Statistic.MEDIAN, VitalSign.ETCO2),
    FIO2("fio2", Statistic.NEWEST, VitalSign.FIO2),
    OXYGEN_FLOW("oxygen-flow", Statistic.NEWEST, VitalSign.OXYGEN_FLOW),
    CONSCIOUSNESS("consciousness", Statistic.NEWEST, VitalSign.CONSCIOUSNESS),
    GCS("gcs", Statistic.NEWEST, VitalSign.GCS),
    GLUCOSE("glucose", Statistic.NEWEST, VitalSign.GLUCOSE),
    WEIGHT("weight", Statistic.NEWEST, VitalSign.WEIGHT),
    NEWS2("news2", Statistic.NEWEST);

    /** What stands for a minute in which a sign was measured more than once. */
    public enum Statistic {
        /** For signs that are measured all the time: a single artefact does not move it. */
        MEDIAN,
        /**
         * For single measurements, settings and letters: the newest of the minute, as it was. Two
         * cuff pressures have no meaningful middle, an oxygen flow between two settings was never
         * set.
         */
        NEWEST
    }

    private static final Map<VitalSign, ChartItem> BY_SIGN = bySign();
    private static final Map<String, ChartItem> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(ChartItem::code, Function.identity()));

    private final String code;
    private final Statistic statistic;

    @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
    private final List<VitalSign> signs;

    ChartItem(String code, Statistic statistic, VitalSign... signs) {
        this.code = code;
        this.statistic = statistic;
        this.signs = List.of(signs);
    }

    /** The name in the ledger; part of the identity of every Observation: never changed. */
    public String code() {
        return code;
    }

    public Statistic statistic() {
        return statistic;
    }

    /** In the order in which they stand in a panel; none for a score. */
    public List<VitalSign> signs() {
        return signs;
    }

    public boolean isPanel() {
        return signs.size() > 1;
    }

    /** Empty for waveforms, which are not charted. */
    public static Optional<ChartItem> of(VitalSign sign) {
        return Optional.ofNullable(BY_SIGN.get(sign));
    }

    public static Optional<ChartItem> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private static Map<VitalSign, ChartItem> bySign() {
        Map<VitalSign, ChartItem> items = new EnumMap<>(VitalSign.class);
        for (ChartItem item : values()) {
            item.signs.forEach(sign -> items.put(sign, item));
        }
        return items;
    }
}
