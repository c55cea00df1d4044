package org.vitalwire.benchmarks.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.contracts.event.Priority;

/** One alert to many consoles at once, again and again. */
final class FanOut {

    private static final double ALERTS_A_SECOND = 1;
    private static final int WARM_UP_ALERTS = 20;
    private static final int EVENT_BYTES = 700;
    private static final int PATIENCE_SECONDS = 30;

    private final Arrangement arrangement;
    private final int consoles;

    FanOut(Arrangement arrangement, int consoles) {
        this.arrangement = arrangement;
        this.consoles = consoles;
    }

    /**
     * What was seen.
     *
     * @param toEach microseconds from when the finding was due to a console, one value a console
     * @param toLast the same to the last console, one value an alert
     * @param bare microseconds from the first write to a reader, in a loop without a service
     * @param missing arrivals that never were
     * @param broken streams that ended
     * @param serviceMicros CPU of the service for all alerts
     */
    record Result(
            Histogram toEach,
            Histogram toLast,
            Histogram bare,
            long missing,
            long broken,
            long serviceMicros) {}

    Result measure(int alerts) throws IOException, InterruptedException {
        AtomicReference<Round> round = new AtomicReference<>(new Round(0, "", 0));
        List<Console> open = new ArrayList<>();
        try (FindingLoad load = arrangement.newLoad(Priority.HIGH)) {
            for (int i = 0; i < consoles; i++) {
                open.add(arrangement.openConsole(firstOfEach(round)));
            }
            Histogram toEach = FindingLoad.newHistogram();
            Histogram toLast = FindingLoad.newHistogram();
            long missing = 0;
            long cpu = 0;
            for (int i = -WARM_UP_ALERTS; i < alerts; i++) {
                if (i == 0) {
                    cpu = ServerProcesses.cpuMicros(arrangement.alerts().pid());
                }
                long due = MicroClock.now();
                Round next = new Round(due, load.nextPatient(), consoles);
                round.set(next);
                load.send(1e6, 1);
                long never = next.await(PATIENCE_SECONDS);
                if (i >= 0) {
                    missing += never;
                    next.into(toEach, toLast);
                }
                long left = due + (long) (1e6 / ALERTS_A_SECOND) - MicroClock.now();
                LockSupport.parkNanos(Math.max(0, left) * 1_000);
            }
            cpu = ServerProcesses.cpuMicros(arrangement.alerts().pid()) - cpu;
            long broken = open.stream().filter(Console::isBroken).count();
            return new Result(toEach, toLast, bareLoop(alerts), missing, broken, cpu);
        } finally {
            for (Console console : open) {
                console.close();
            }
        }
    }

    /** An alert can change at once, and is then told again: only the first time counts. */
    private static Console.Watcher firstOfEach(AtomicReference<Round> round) {
        AtomicReference<Round> counted = new AtomicReference<>();
        return (data, at) -> {
            Round now = round.get();
            if (now != counted.get() && now.isOf(data)) {
                counted.set(now);
                now.arrived(at);
            }
        };
    }

    /** As many sockets of the same machine, written to one after the other by one thread. */
    private Histogram bareLoop(int rounds) throws IOException, InterruptedException {
        byte[] event = new byte[EVENT_BYTES];
        Arrays.fill(event, (byte) 'x');
        event[EVENT_BYTES - 1] = '\n';
        Histogram toEach = FindingLoad.newHistogram();
        AtomicReference<Round> round = new AtomicReference<>(new Round(0, "", 0));
        List<Socket> sockets = new ArrayList<>();
        try (ServerSocket server =
                new ServerSocket(0, consoles, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < consoles; i++) {
                Socket reader = new Socket(server.getInetAddress(), server.getLocalPort());
                Thread.ofVirtual().name("bare").start(() -> readEvents(reader, round));
                Socket accepted = server.accept();
                accepted.setTcpNoDelay(true);
                sockets.add(accepted);
            }
            for (int i = -WARM_UP_ALERTS; i < rounds; i++) {
                Round next = new Round(MicroClock.now(), "", consoles);
                round.set(next);
                for (Socket socket : sockets) {
                    socket.getOutputStream().write(event);
                }
                next.await(PATIENCE_SECONDS);
                if (i >= 0) {
                    next.into(toEach, FindingLoad.newHistogram());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        return toEach;
    }

    private static void readEvents(Socket socket, AtomicReference<Round> round) {
        byte[] buffer = new byte[EVENT_BYTES];
        try (socket) {
            while (socket.getInputStream().readNBytes(buffer, 0, EVENT_BYTES) == EVENT_BYTES) {
                round.get().arrived(MicroClock.now());
            }
        } catch (IOException e) {
            // The other end was closed: the loop is over.
        }
    }

    /** One alert on its way to all. */
    private static final class Round {

        private final long due;
        private final String patient;
        private final CountDownLatch missing;
        private final Histogram arrivals = FindingLoad.newHistogram();

        Round(long due, String patient, int consoles) {
            this.due = due;
            this.patient = '"' + patient + '"';
            this.missing = new CountDownLatch(consoles);
        }

        boolean isOf(String data) {
            return data.contains(patient);
        }

        void arrived(long at) {
            arrivals.recordValue(Math.clamp(at - due, 0, FindingLoad.LONGEST_MICROS));
            missing.countDown();
        }

        long await(int seconds) throws InterruptedException {
            boolean _ = missing.await(seconds, TimeUnit.SECONDS);
            return missing.getCount();
        }

        void into(Histogram toEach, Histogram toLast) {
            toEach.add(arrivals);
            toLast.recordValue(arrivals.getMaxValue());
        }
    }
}
