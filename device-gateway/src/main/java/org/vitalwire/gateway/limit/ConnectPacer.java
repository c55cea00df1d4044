package org.vitalwire.gateway.limit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Stands where connections are accepted and lets them in one after the other, before anything of
 * TLS is done for them: a thousand handshakes at once would take the processors from the devices
 * that are there. Those that wait are taken in the order in which they came; past the bound they
 * are closed, which costs next to nothing, and come again. So are those that waited longer than
 * devices do: letting in one that has already hung up would waste a turn.
 */
final class ConnectPacer extends ChannelInboundHandlerAdapter {

    private final LimitSettings settings;
    private final ConnectRate rate;
    private final long everyNanos;
    private final long patienceNanos;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean scheduled;

    @SuppressWarnings("NullAway.Init") // Netty adds a handler before it is used
    private TokenBucket bucket;

    private record Waiting(Channel channel, long sinceNanos) {}

    /** One for each listening socket. */
    ConnectPacer(LimitSettings settings, ConnectRate rate) {
        this.settings = settings;
        this.rate = rate;
        this.everyNanos = Duration.ofSeconds(1).toNanos() / settings.connectsPerSecond();
        this.patienceNanos = settings.connectPatience().toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        bucket =
                new TokenBucket(
                        settings.connectsPerSecond(), settings.connectBurst(), nanos(context));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        long now = nanos(context);
        if (waiting.isEmpty() && bucket.tryTake(now)) {
            context.fireChannelRead(message);
        } else if (waiting.size() < settings.connectsWaiting()) {
            waiting.add(new Waiting((Channel) message, now));
            rate.waits();
            schedule(context);
        } else {
            refuse((Channel) message);
        }
    }

    private void schedule(ChannelHandlerContext context) {
        if (!scheduled) {
            scheduled = true;
            var _ =
                    context.executor()
                            .schedule(() -> letIn(context), everyNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void letIn(ChannelHandlerContext context) {
        scheduled = false;
        if (context.isRemoved()) {
            return;
        }
        long now = nanos(context);
        closeImpatient(now);
        while (!waiting.isEmpty() && bucket.tryTake(now)) {
            context.fireChannelRead(next());
        }
        if (!waiting.isEmpty()) {
            schedule(context);
        }
    }

    private void closeImpatient(long now) {
        for (Waiting oldest = waiting.peek();
                oldest != null && now - oldest.sinceNanos() > patienceNanos;
                oldest = waiting.peek()) {
            refuse(next());
        }
    }

    private Channel next() {
        rate.goesIn();
        return waiting.remove().channel();
    }

    private void refuse(Channel channel) {
        rate.refuses();
        channel.unsafe().closeForcibly();
    }

    /** The socket listens no more. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        while (!waiting.isEmpty()) {
            next().unsafe().closeForcibly();
        }
    }

    private static long nanos(ChannelHandlerContext context) {
        return context.channel().eventLoop().ticker().nanoTime();
    }
}
