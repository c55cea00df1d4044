package org.vitalwire.benchmarks.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.testkit.TestCertificates;
import org.vitalwire.testkit.TestCertificates.PemFiles;

/** One authority for the servers and the devices of all contestants. */
record Credentials(Path directory, PemFiles server, List<PemFiles> devices) {

    static Credentials make(Path directory, int devices) {
        TestCertificates authority = TestCertificates.newAuthority();
        PemFiles server = authority.writePem(directory, "server", authority.server());
        return new Credentials(
                directory,
                server,
                IntStream.range(0, devices)
                        .mapToObj(Credentials::id)
                        .map(id -> authority.writePem(directory, id, authority.device(id)))
                        .toList());
    }

    /** What {@link #make} left behind, from another process. */
    static Credentials read(Path directory, int devices) {
        return new Credentials(
                directory,
                files(directory, "server"),
                IntStream.range(0, devices)
                        .mapToObj(number -> files(directory, id(number)))
                        .toList());
    }

    private static PemFiles files(Path directory, String name) {
        return new PemFiles(
                directory.resolve("ca.pem"),
                directory.resolve(name + ".crt"),
                directory.resolve(name + ".key"));
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "bench-%05d", number);
    }

    List<String> ids() {
        return IntStream.range(0, devices.size()).mapToObj(Credentials::id).toList();
    }

    /** The first devices, as they reach one contestant. */
    List<EnrolledDevice> devicesAt(int port, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    PemFiles files = devices.get(i);
                    return new EnrolledDevice(
                            id(i),
                            files.ca(),
                            files.certificate(),
                            files.key(),
                            "vitalwire/v1/" + id(i) + "/readings",
                            "localhost",
                            port);
                })
                .toList();
    }
}
