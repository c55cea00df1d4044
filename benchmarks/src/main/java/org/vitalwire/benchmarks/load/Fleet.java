package org.vitalwire.benchmarks.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.platform.VitalwireClient;

/**
 * The devices of a benchmark. Each step puts them on new patients, so that every alert is a first.
 */
public final class Fleet {

    private static final String MODEL = "simulated-bedside-monitor";
    private static final int REQUESTS_AT_A_TIME = 4;

    private final VitalwireClient client;
    private final List<EnrolledDevice> devices;
    private final String run;
    private int patients;

    private Fleet(VitalwireClient client, List<EnrolledDevice> devices, String run) {
        this.client = client;
        this.devices = devices;
        this.run = run;
    }

    /** Enrols devices {@code bench-0000} and so on. */
    public static Fleet enrol(VitalwireClient client, int number, Path keys)
            throws InterruptedException, ExecutionException {
        List<EnrolledDevice> devices =
                each(
                        IntStream.range(0, number).boxed().toList(),
                        i ->
                                client.enrol(
                                        String.format(Locale.ROOT, "bench-%04d", i), MODEL, keys));
        return new Fleet(client, devices, Long.toString(Instant.now().getEpochSecond(), 36));
    }

    public List<EnrolledDevice> devices() {
        return devices;
    }

    /** The patient that a device is on since the last call of {@link #admit}. */
    public String patientOf(String deviceId) {
        return "p" + patients + "-" + run + "-" + deviceId;
    }

    /** Puts every device on a patient that the platform has never heard of. */
    public void admit() throws InterruptedException, ExecutionException {
        patients++;
        Instant from = Instant.now();
        each(
                devices,
                device -> {
                    client.move(device.id(), patientOf(device.id()), from);
                    return device;
                });
    }

    /** Rows stored of all devices. */
    public long rows(Instant from, Instant to) throws InterruptedException, ExecutionException {
        return each(devices, device -> client.storedRows(device.id(), from, to).rows()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private interface Work<T, R> {
        R of(T item);
    }

    private static <T, R> List<R> each(List<T> items, Work<T, R> work)
            throws InterruptedException, ExecutionException {
        Semaphore turns = new Semaphore(REQUESTS_AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> pending =
                    items.stream()
                            .map(item ->
                                    threads.submit(() -> {
                                        turns.acquire();
                                        try {
                                            return work.of(item);
                                        } finally {
                                            turns.release();
                                        }
                                    }))
                            .toList();
            List<R> results = new ArrayList<>();
            for (Future<R> result : pending) {
                results.add(result.get());
            }
            return results;
        }
    }
}
