package org.vitalwire.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code buf lint} and {@code buf breaking} against the released schemas. */
class SchemaRulesTest {

    @Test
    void schemasAreCleanAndBreakNoRelease() throws IOException, InterruptedException {
        assumeTrue(isOnPath("npm"), "npm is not on this machine: buf is not run");
        if (!Files.exists(Path.of("node_modules/@bufbuild/buf"))) {
            // Without a lock: npm writes one that lacks the other platforms' binaries, and then
            // refuses it. The version in package.json is exact.
            run("npm", "install", "--no-package-lock", "--ignore-scripts");
        }
        run("npm", "run", "--silent", "check");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
