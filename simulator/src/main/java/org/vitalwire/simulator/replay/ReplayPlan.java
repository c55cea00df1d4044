package org.vitalwire.simulator.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32;
import org.vitalwire.simulator.recording.Recording;

/**
 * How to replay.
 *
 * @param speed 1 or more
 * @param patient whose device it is to be; else every recording gets a patient of its own
 * @param careUnit of patients that the census does not know yet
 * @param keys folder of the devices' PEM files
 * @param settle how long the platform's counts must stand still at the end
 * @param patience how long to wait for that without any progress
 */
public record ReplayPlan(
        double speed,
        Optional<String> patient,
        String careUnit,
        Path keys,
        Duration settle,
        Duration patience) {

    private static final int LONGEST_ID = 64;

    String patientOf(Recording recording) {
        return patient.orElseGet(() -> identifier("sim-" + recording.name()));
    }

    /**
     * A device for each file and patient: a device cannot be two patients' at one time, and two
     * replays of a file, one after the other, cover the same hours.
     */
    String deviceOf(Recording recording) {
        return identifier("replay-" + recording.name() + patient.map(id -> "-" + id).orElse(""));
    }

    private static String identifier(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]", "-");
        if (safe.length() <= LONGEST_ID) {
            return safe;
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return safe.substring(0, LONGEST_ID - 9) + "-" + String.format("%08x", checksum.getValue());
    }
}
