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
 * are closed, which costs next to nothing, and come again.
 */
final class ConnectPacer extends ChannelInboundHandlerAdapter {

    private final LimitSettings settings;
    private final ConnectRate rate;
    private final long everyNanos;
    private final Queue<Channel> waiting = new ArrayDeque<>();
    private boolean scheduled;

    @SuppressWarnings("NullAway.Init") // Netty adds a handler before it is used
    private TokenBucket bucket;

    /** One for each listening socket. */
    ConnectPacer(LimitSettings settings, ConnectRate rate) {
        this.settings = settings;
        this.rate = rate;
        this.everyNanos = Duration.ofSeconds(1).toNanos() / settings.connectsPerSecond();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        bucket =
                new TokenBucket(
                        settings.connectsPerSecond(), settings.connectBurst(), nanos(context));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty() && bucket.tryTake(nanos(context))) {
            context.fireChannelRead(message);
        } else if (waiting.size() < settings.connectsWaiting()) {
            waiting.add((Channel) message);
            rate.waits();
            schedule(context);
        } else {
            rate.refuses();
            ((Channel) message).unsafe().closeForcibly();
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
        while (!waiting.isEmpty() && bucket.tryTake(now)) {
            rate.goesIn();
            context.fireChannelRead(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            schedule(context);
        }
    }

    /** The socket listens no more. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        for (Channel channel : waiting) {
            rate.goesIn();
            channel.unsafe().closeForcibly();
        }
        waiting.clear();
    }

    private static long nanos(ChannelHandlerContext context) {
        return context.channel().eventLoop().ticker().nanoTime();
    }
}
