package org.vitalwire.analytics.news2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.SharedData;

/** Patients for NEWS2, and the published vectors. */
final class Vectors {

    static final Map<Slot, Duration> FRESH = fresh();
    static final News2 NEWS2 = new News2(News2Table.published(), new Freshness(FRESH));

    private Vectors() {}

    /** Rows by column name; quoted cells may hold commas. */
    static List<Map<String, String>> rows(String file) {
        try {
            List<String> lines = Files.readAllLines(SharedData.path("early-warning/" + file));
            List<String> header = cells(lines.getFirst());
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = cells(line);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), i < cells.size() ? cells.get(i) : "");
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Inputs inputs(
            double rate,
            double spo2,
            boolean oxygen,
            double systolic,
            double pulse,
            String acvpu,
            double temperature) {
        Inputs inputs = new Inputs();
        put(inputs, VitalSign.RESPIRATORY_RATE, rate);
        put(inputs, VitalSign.SPO2, spo2);
        put(inputs, VitalSign.OXYGEN_FLOW, oxygen ? 2 : 0);
        put(inputs, VitalSign.SYSTOLIC_PRESSURE, systolic);
        put(inputs, VitalSign.HEART_RATE, pulse);
        put(
                inputs,
                VitalSign.CONSCIOUSNESS,
                VitalSign.CONSCIOUSNESS.entry().indexOfCode(acvpu).orElseThrow());
        put(inputs, VitalSign.TEMPERATURE, temperature);
        return inputs;
    }

    static void put(Inputs inputs, VitalSign sign, double value) {
        put(inputs, sign, value, 0);
    }

    static void put(Inputs inputs, VitalSign sign, double value, long at) {
        Slot slot = Slot.of(sign);
        if (slot == null) {
            throw new AssertionError(sign);
        }
        inputs.put(slot, new Input(sign, value, at, "m"));
    }

    static int points(Scored scored, Parameter parameter) {
        Scored.Part part = scored.part(parameter);
        if (part == null) {
            throw new AssertionError(parameter + " is missing");
        }
        return part.points();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static Map<Slot, Duration> fresh() {
        Map<Slot, Duration> fresh = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            fresh.put(slot, Duration.ofMinutes(5));
        }
        fresh.put(Slot.TEMPERATURE, Duration.ofHours(4));
        return fresh;
    }
}
