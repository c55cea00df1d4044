package org.vitalwire.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitalwire.simulator.device.EnrolledDevice;

/**
 * Many devices on one event loop. A clock of one millisecond looks who is due; nothing waits for an
 * answer before it sends the next message, but for the receive maximum the platform set.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final int CONNECTED_AT_A_TIME = 16;

    private final IoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Payloads payloads = new Payloads();
    private final List<WireDevice> devices = new ArrayList<>();

    /** Called for each sample that breaks a limit. */
    @FunctionalInterface
    public interface CrisisListener {
        void sent(String deviceId, Crisis crisis, long scheduledMicros);
    }

    /** Connects all devices. */
    public void connect(List<EnrolledDevice> enrolled, CrisisListener crises)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        List<CompletableFuture<WireDevice>> pending = new ArrayList<>();
        for (EnrolledDevice device : enrolled) {
            pending.add(open(device, crises));
            if (pending.size() == CONNECTED_AT_A_TIME) {
                await(pending);
            }
        }
        await(pending);
        Future<?> _ =
                loop.scheduleAtFixedRate(
                        () -> devices.forEach(WireDevice::ping), 15, 15, TimeUnit.SECONDS);
    }

    /** Devices that will come back all at once: the storm is of handshakes, not of files. */
    public final class Herd {

        private final List<Supplier<CompletableFuture<WireDevice>>> openers = new ArrayList<>();

        private Herd(List<EnrolledDevice> enrolled) throws IOException {
            for (EnrolledDevice device : enrolled) {
                SslContext context = context(device);
                openers.add(() -> open(device, context, (id, crisis, due) -> {}));
            }
        }

        /**
         * As a fleet comes back after its network was away: whoever is refused or closed comes
         * again after a pause of a quarter of a second to two, as long as it takes.
         *
         * @return how many are connected in the end
         */
        public int comeBack(double patienceSeconds) throws InterruptedException {
            CountDownLatch connected = new CountDownLatch(openers.size());
            openers.forEach(opener -> LoadGenerator.this.comeBack(opener, connected, 1));
            boolean _ = connected.await((long) (patienceSeconds * 1e3), TimeUnit.MILLISECONDS);
            return openers.size() - (int) connected.getCount();
        }
    }

    public Herd herd(List<EnrolledDevice> enrolled) throws IOException {
        return new Herd(enrolled);
    }

    /** The network goes away, without a word. */
    public void cut() throws InterruptedException, ExecutionException {
        onLoop(() -> {
            devices.forEach(WireDevice::cut);
            devices.clear();
        });
    }

    private void comeBack(
            Supplier<CompletableFuture<WireDevice>> opener, CountDownLatch connected, int attempt) {
        CompletableFuture<WireDevice> opening = opener.get();
        Future<?> tooLong =
                loop.schedule(
                        () -> {
                            opening.completeExceptionally(new TimeoutException());
                        },
                        20,
                        TimeUnit.SECONDS);
        var _ =
                opening.whenCompleteAsync(
                        (device, failure) -> {
                            tooLong.cancel(false);
                            if (failure == null) {
                                devices.add(device);
                                connected.countDown();
                            } else if (!loop.isShuttingDown()) {
                                long pause =
                                        ThreadLocalRandom.current()
                                                .nextLong(250, 500L << Math.min(attempt, 2));
                                Future<?> _ =
                                        loop.schedule(
                                                () -> comeBack(opener, connected, attempt + 1),
                                                pause,
                                                TimeUnit.MILLISECONDS);
                            }
                        },
                        loop);
    }

    /** Every device says once what a nurse would, so that scores are complete. */
    public Traffic sendComplete() throws InterruptedException, ExecutionException {
        Traffic traffic = new Traffic();
        onLoop(() -> {
            for (WireDevice device : devices) {
                device.begin(Schedule.NOTHING, traffic);
                device.sendNow(true, MicroClock.now());
            }
        });
        return traffic;
    }

    /** One message of one device, now. Returns its measured time, in microseconds. */
    public long sendNow(String deviceId) throws InterruptedException, ExecutionException {
        long[] time = new long[1];
        onLoop(() -> {
            for (WireDevice device : devices) {
                if (device.id().equals(deviceId)) {
                    time[0] = MicroClock.now() / 1_000 * 1_000;
                    device.sendNow(false, time[0]);
                }
            }
        });
        return time[0];
    }

    /**
     * Sends at a rate for a time.
     *
     * @param senders how many of the devices, the first ones, take part
     * @param crises what each of them shows once
     * @return when all was sent, and either acknowledged or given up after the patience
     */
    public Traffic run(
            int senders, double rate, double seconds, List<Crisis> crises, double patienceSeconds)
            throws InterruptedException, ExecutionException {
        Traffic traffic = new Traffic();
        long start = MicroClock.now() + 200_000;
        onLoop(() -> {
            for (int i = 0; i < senders; i++) {
                devices.get(i)
                        .begin(
                                Schedule.ofDevice(i, senders, rate, seconds, start, crises),
                                traffic);
            }
        });
        Future<?> ticks =
                loop.scheduleAtFixedRate(
                        () -> {
                            long now = MicroClock.now();
                            devices.forEach(device -> device.sendDue(now));
                        },
                        0,
                        1,
                        TimeUnit.MILLISECONDS);
        long giveUp = start + (long) ((seconds + patienceSeconds) * 1e6);
        try {
            while (MicroClock.now() < giveUp && !isDone(traffic)) {
                Thread.sleep(20);
            }
        } finally {
            ticks.cancel(false);
        }
        return traffic;
    }

    @Override
    public void close() {
        loop.execute(() -> devices.forEach(WireDevice::disconnect));
        group.shutdownGracefully(200, 3_000, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private boolean isDone(Traffic traffic) throws InterruptedException, ExecutionException {
        boolean[] more = new boolean[1];
        onLoop(() -> more[0] = devices.stream().anyMatch(WireDevice::hasMoreToSend));
        return !more[0]
                && traffic.acknowledgedSoFar() + traffic.refusedSoFar() >= traffic.sentSoFar();
    }

    private void onLoop(Runnable task) throws InterruptedException, ExecutionException {
        loop.submit(task).get();
    }

    private CompletableFuture<WireDevice> open(EnrolledDevice enrolled, CrisisListener crises)
            throws IOException {
        return open(enrolled, context(enrolled), crises);
    }

    /**
     * In native code where that is at hand: the generator shares the cores with what it measures.
     */
    private static SslContext context(EnrolledDevice device) throws IOException {
        return SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3")
                .keyManager(device.certFile().toFile(), device.keyFile().toFile())
                .trustManager(device.caFile().toFile())
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private CompletableFuture<WireDevice> open(
            EnrolledDevice enrolled, SslContext context, CrisisListener crises) {
        SslHandler tls =
                context.newHandler(ByteBufAllocator.DEFAULT, enrolled.host(), enrolled.port());
        WireDevice device = new WireDevice(enrolled.id(), enrolled.topic(), payloads, crises::sent);
        tls.handshakeFuture()
                .addListener((io.netty.util.concurrent.Future<Channel> shaken) -> {
                    if (shaken.isSuccess()) {
                        device.start(shaken.getNow());
                    } else {
                        fail(device, shaken.cause());
                    }
                });
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline().addLast(tls, device);
                            }
                        })
                .connect(enrolled.host(), enrolled.port())
                .addListener(connecting -> {
                    if (!connecting.isSuccess()) {
                        fail(device, connecting.cause());
                    }
                });
        return device.connected();
    }

    private static void fail(WireDevice device, @Nullable Throwable cause) {
        device.connected()
                .completeExceptionally(
                        cause == null ? new IllegalStateException("no connection") : cause);
    }

    private void await(List<CompletableFuture<WireDevice>> pending)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (CompletableFuture<WireDevice> device : pending) {
            devices.add(device.get(30, TimeUnit.SECONDS));
        }
        pending.clear();
    }
}
