package org.vitalwire.benchmarks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class ProcFilesTest {

    private final long own = ProcessHandle.current().pid();

    @Test
    void theTimeOfThisProcessAgreesWithItsOwnAccount() throws IOException {
        long millis = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();

        assertThat(ProcFiles.cpuMicros(own) / 1_000).isBetween(millis - 50, millis + 2_000);
    }

    @Test
    void memoryIsResident() throws IOException {
        assertThat(ProcFiles.residentKilobytes(own)).isGreaterThan(10_000);
        assertThat(ProcFiles.proportionalKilobytes(own)).isPositive();
    }

    @Test
    void childrenAreFoundAndTheDeadCostNothing() throws Exception {
        Process child = new ProcessBuilder("sleep", "30").start();
        try {
            assertThat(ProcFiles.children(own)).contains(child.pid());
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(ProcFiles.cpuMicros(child.pid())).isZero();
        assertThat(ProcFiles.residentKilobytes(child.pid())).isZero();
    }
}
