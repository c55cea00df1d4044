package org.vitalwire.benchmarks.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.vitalwire.embedded.EmbeddedKafka;
import org.vitalwire.testkit.ServiceProcess;

/** A broker in a process of its own, so that its CPU is nobody else's. */
public final class KafkaProcess implements AutoCloseable {

    private static final String SAYS = "bootstrap servers: ";

    private final ServiceProcess process;
    private final String bootstrapServers;

    private KafkaProcess(ServiceProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    public static KafkaProcess start(Path directory) {
        ServiceProcess process =
                ServiceProcess.mainClass(KafkaProcess.class)
                        .jvmArguments("-XX:+UseSerialGC", "-Xms256m", "-Xmx512m")
                        .arguments(directory.toString())
                        .start();
        process.awaitOutput(SAYS, Duration.ofSeconds(60));
        String address =
                process.output()
                        .lines()
                        .filter(line -> line.startsWith(SAYS))
                        .map(line -> line.substring(SAYS.length()))
                        .findFirst()
                        .orElseThrow();
        return new KafkaProcess(process, address);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }

    /** The broker itself. */
    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedKafka kafka =
                new EmbeddedKafka(EmbeddedKafka.Settings.in(Path.of(arguments[0])))) {
            kafka.start();
            System.out.println(SAYS + kafka.bootstrapServers());
            new CountDownLatch(1).await();
        }
    }
}
