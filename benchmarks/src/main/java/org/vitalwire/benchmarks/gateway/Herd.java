package org.vitalwire.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vitalwire.benchmarks.load.LoadGenerator;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.testkit.ServiceProcess;

/**
 * Many devices whose network goes away and comes back, in a process of their own. They have the
 * lowest priority: the work of their handshakes is done in the ward, not on the server's cores.
 */
final class Herd implements AutoCloseable {

    private static final String CONNECTED = "connected";
    private static final String CUT = "storm %d, cut";
    private static final String BACK = "storm %d, back after ";
    private static final double PATIENCE_SECONDS = 120;

    private final ServiceProcess process;
    private final Path signals;
    private int storms;

    private Herd(ServiceProcess process, Path signals) {
        this.process = process;
        this.signals = signals;
    }

    /** The devices from that number on, all connected. */
    static Herd connect(Credentials credentials, int port, int first, int number)
            throws IOException {
        Path signals = Files.createTempDirectory(credentials.directory(), "herd");
        ServiceProcess process =
                ServiceProcess.mainClass(Herd.class)
                        .jvmArguments("-XX:TieredStopAtLevel=4", "-Xms1g", "-Xmx2g")
                        .arguments(
                                signals.toString(),
                                credentials.directory().toString(),
                                Integer.toString(port),
                                Integer.toString(first),
                                Integer.toString(number))
                        .start();
        process.awaitOutput(CONNECTED, Duration.ofMinutes(3));
        return new Herd(process, signals);
    }

    void cut() throws IOException {
        storms++;
        Files.createFile(signals.resolve("cut-" + storms));
        process.awaitOutput(CUT.formatted(storms), Duration.ofSeconds(30));
    }

    void comeBack() throws IOException {
        Files.createFile(signals.resolve("come-back-" + storms));
    }

    /** Seconds until the last one was back; not a number when some never came. */
    double secondsUntilBack() {
        String says = BACK.formatted(storms);
        process.awaitOutput(says, Duration.ofSeconds((long) PATIENCE_SECONDS + 30));
        return process.output()
                .lines()
                .filter(line -> line.startsWith(says))
                .mapToDouble(line -> Double.parseDouble(line.substring(says.length())))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.close();
    }

    /** The herd itself: folder of the signals, folder of the credentials, port, first, number. */
    public static void main(String[] arguments) throws Exception {
        Path signals = Path.of(arguments[0]);
        int first = Integer.parseInt(arguments[3]);
        int number = Integer.parseInt(arguments[4]);
        List<EnrolledDevice> devices =
                Credentials.read(Path.of(arguments[1]), first + number)
                        .devicesAt(Integer.parseInt(arguments[2]), first + number)
                        .subList(first, first + number);
        try (LoadGenerator generator = new LoadGenerator()) {
            generator.connect(devices, (device, crisis, due) -> {});
            // Once: what a ward prepares must not take from a storm's processors.
            LoadGenerator.Herd herd = generator.herd(devices);
            takeWhatIsLeft();
            System.out.println(CONNECTED);
            for (int storm = 1; ; storm++) {
                await(signals.resolve("cut-" + storm));
                generator.cut();
                System.out.println(CUT.formatted(storm));
                await(signals.resolve("come-back-" + storm));
                long begun = System.nanoTime();
                int came = herd.comeBack(PATIENCE_SECONDS);
                double seconds = (System.nanoTime() - begun) / 1e9;
                // In one piece: whoever reads it must not find half a line.
                System.out.println(
                        BACK.formatted(storm)
                                + String.format(
                                        Locale.ROOT,
                                        "%.1f",
                                        came == number ? seconds : Double.NaN));
            }
        }
    }

    private static void await(Path signal) throws InterruptedException {
        while (!Files.exists(signal)) {
            Thread.sleep(20);
        }
    }

    /** Linux gives priorities to threads; these are all there by now. */
    private static void takeWhatIsLeft() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("renice", "-n", "19", "-p"));
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            threads.forEach(thread -> command.add(thread.getFileName().toString()));
        }
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (exit != 0) {
            System.err.println("no lower priority for the herd");
        }
    }
}
