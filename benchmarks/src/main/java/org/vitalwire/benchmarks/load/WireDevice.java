package org.vitalwire.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One device's connection, on its event loop's thread. Sends what is due while the platform's
 * receive maximum allows; what is late counts from the time it was due. A write that fails ends in
 * {@link #exceptionCaught}, so nobody looks at its future.
 */
final class WireDevice extends ByteToMessageDecoder {

    private static final int PACKET_IDS = 4_096;

    private final String id;
    private final byte[] topic;
    private final Payloads payloads;
    private final CrisisListener crises;
    private final CompletableFuture<WireDevice> connected = new CompletableFuture<>();
    private final long[] dueOfPacket = new long[PACKET_IDS];
    private @Nullable Channel channel;
    private Traffic traffic = new Traffic();
    private Schedule schedule = Schedule.NOTHING;
    private long next;
    private int window;
    private int inFlight;
    private int packetId;
    private boolean unflushed;
    private boolean closing;

    /** Hears of each sample that breaks a limit, when it is sent. */
    interface CrisisListener {
        void sent(String deviceId, Crisis crisis, long scheduledMicros);
    }

    WireDevice(String id, String topic, Payloads payloads, CrisisListener crises) {
        this.id = id;
        this.topic = topic.getBytes(StandardCharsets.UTF_8);
        this.payloads = payloads;
        this.crises = crises;
    }

    /** Completes with the CONNACK. */
    CompletableFuture<WireDevice> connected() {
        return connected;
    }

    String id() {
        return id;
    }

    void begin(Schedule newSchedule, Traffic newTraffic) {
        schedule = newSchedule;
        traffic = newTraffic;
        next = 0;
    }

    boolean hasMoreToSend() {
        return next < schedule.messages();
    }

    /** Sends what is due. */
    void sendDue(long now) {
        while (next < schedule.messages() && inFlight < window) {
            long due = schedule.timeOf(next);
            if (due > now) {
                break;
            }
            Crisis crisis = schedule.crises().get(next);
            if (crisis != null) {
                crises.sent(id, crisis, due);
            }
            publish(payloads.of(next, crisis, due), due);
            next++;
        }
        flush();
    }

    /** Sends one message now, outside of any schedule. */
    void sendNow(boolean complete, long now) {
        publish(complete ? payloads.complete(now) : payloads.of(0, null, now), now);
        flush();
    }

    void ping() {
        Channel to = channel;
        if (to != null) {
            ByteBuf buffer = to.alloc().buffer(2);
            MqttFrames.ping(buffer);
            var _ = to.writeAndFlush(buffer, to.voidPromise());
        }
    }

    void disconnect() {
        closing = true;
        Channel to = channel;
        if (to != null) {
            ByteBuf buffer = to.alloc().buffer(2);
            MqttFrames.disconnect(buffer);
            var _ = to.writeAndFlush(buffer).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** As when the network goes. */
    void cut() {
        closing = true;
        Channel to = channel;
        if (to != null) {
            var _ = to.close();
        }
    }

    /** Called once TLS is up. */
    void start(Channel to) {
        channel = to;
        ByteBuf buffer = to.alloc().buffer(128);
        MqttFrames.connect(buffer, id);
        var _ = to.writeAndFlush(buffer, to.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = MqttFrames.packetLength(in);
        if (length < 0) {
            return;
        }
        ByteBuf packet = in.readSlice(length);
        switch (MqttFrames.type(packet)) {
            case MqttFrames.CONNACK -> connack(packet);
            case MqttFrames.PUBACK -> puback(packet);
            case MqttFrames.DISCONNECT -> {
                var _ = context.close();
            }
            default -> {
                // PINGRESP.
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        // Acknowledgements opened the window for what was late already.
        sendDue(MicroClock.now());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        window = 0;
        channel = null;
        if (!closing) {
            traffic.connectionLost();
        }
        connected.completeExceptionally(new IllegalStateException(id + " lost its connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connected.completeExceptionally(cause);
        var _ = context.close();
    }

    private void connack(ByteBuf packet) {
        packet.skipBytes(1);
        int reason = packet.readUnsignedByte();
        if (reason != 0) {
            connected.completeExceptionally(
                    new IllegalStateException(id + " was refused with " + reason));
            return;
        }
        window = Math.min(MqttFrames.receiveMaximum(packet), PACKET_IDS / 2);
        connected.complete(this);
    }

    private void puback(ByteBuf packet) {
        int acknowledged = packet.readUnsignedShort();
        int reason = packet.isReadable() ? packet.readUnsignedByte() : 0;
        inFlight--;
        if (reason < 0x80) {
            traffic.acknowledged(MicroClock.now() - dueOfPacket[acknowledged % PACKET_IDS]);
        } else {
            traffic.refused();
        }
    }

    private void publish(byte[] payload, long due) {
        Channel to = channel;
        if (to == null) {
            return;
        }
        packetId = packetId % (PACKET_IDS - 1) + 1;
        dueOfPacket[packetId] = due;
        inFlight++;
        ByteBuf buffer = to.alloc().buffer(topic.length + payload.length + 16);
        MqttFrames.publish(buffer, topic, packetId, payload);
        var _ = to.write(buffer, to.voidPromise());
        unflushed = true;
        traffic.sent();
    }

    private void flush() {
        Channel to = channel;
        if (unflushed && to != null) {
            unflushed = false;
            to.flush();
        }
    }
}
