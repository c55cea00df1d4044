package org.vitalwire.benchmarks.observe;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A standalone platform that is ready.
 *
 * @param url where it answers
 * @param kafka its broker's bootstrap servers
 */
public record RunningPlatform(URI url, String kafka, ServerProcesses processes) {

    /** By what {@code up} leaves in its data directory. */
    public static RunningPlatform on(Path data) throws IOException {
        Properties ready = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("run/ready.properties"))) {
            ready.load(reader);
        }
        return new RunningPlatform(
                URI.create(ready.getProperty("url")),
                ready.getProperty("kafka"),
                new ServerProcesses(
                        Long.parseLong(ready.getProperty("pid")),
                        ServerProcesses.postmaster(data.resolve("postgresql/data"))));
    }
}
