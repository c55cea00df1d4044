package org.vitalwire.benchmarks.gateway;

import java.util.List;

/** What the JVMs that are compared have in common. */
final class Benchmarked {

    /** As {@code vitalwire up} starts its JVM. */
    static final List<String> JVM_FLAGS =
            List.of(
                    "-XX:TieredStopAtLevel=4",
                    "-XX:+UseSerialGC",
                    "-Xms256m",
                    "-Xmn128m",
                    "-Xmx1g",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private Benchmarked() {}
}
