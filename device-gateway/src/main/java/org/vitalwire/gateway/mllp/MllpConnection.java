package org.vitalwire.gateway.mllp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.mllp.Answers.Answer;
import org.vitalwire.gateway.mllp.MllpMessages.Received;
import org.vitalwire.gateway.stream.Completions;

/**
 * One connection of one sender, on one event loop. A message is acknowledged when Kafka has all
 * that was made of it, and after every earlier one of the connection. When Kafka does not take it,
 * the connection is closed without a word: any answer would make the sender forget the message.
 */
final class MllpConnection implements MllpFrames.Sink {

    private static final Logger log = LoggerFactory.getLogger(MllpConnection.class);

    private final RegisteredDevice sender;
    private final MllpPeer peer;
    private final MllpServices services;
    private final Completions completions;
    private final MllpFrames frames;
    private final Deque<PendingMessage> unacknowledged = new ArrayDeque<>();
    private boolean paused;
    private boolean ended;

    MllpConnection(
            RegisteredDevice sender,
            MllpPeer peer,
            MllpServices services,
            Completions completions) {
        this.sender = sender;
        this.peer = peer;
        this.services = services;
        this.completions = completions;
        this.frames = new MllpFrames(Math.toIntExact(services.settings().maximumFrame().toBytes()));
    }

    RegisteredDevice sender() {
        return sender;
    }

    /** Bytes came. */
    void received(byte[] bytes) {
        if (!ended && !frames.feed(bytes, this)) {
            services.refusals()
                    .refused(
                            sender.id().value(),
                            FailureCode.OVERSIZED,
                            "an MLLP frame larger than "
                                    + services.settings().maximumFrame().toBytes()
                                    + " bytes; the connection was closed");
            end("frame-too-large");
        }
    }

    @Override
    public void garbage(int bytes) {
        services.meters().garbage().increment(bytes);
    }

    @Override
    public void message(byte[] message) {
        services.meters().frames().increment();
        services.gatewayMeters().received().increment();
        if (ended) {
            return;
        }
        if (services.stream().isFull()) {
            end("server-busy");
            return;
        }
        Received received = services.messages().receive(sender, message);
        PendingMessage pending =
                new PendingMessage(
                        this, services.stream(), completions, received, System.nanoTime());
        unacknowledged.add(pending);
        count(received.prepared());
        services.stream().send(pending);
        if (!paused && isAtLimit()) {
            paused = true;
            peer.pause();
        }
    }

    /** Everything of a message is in Kafka, or something failed. */
    void completed(PendingMessage message) {
        if (ended) {
            // Its sender was not answered and will send it again.
            return;
        }
        Exception failure = message.failure();
        if (failure != null) {
            log.atWarn()
                    .addKeyValue("deviceId", sender.id())
                    .addKeyValue("code", FailureCode.STREAM_UNAVAILABLE)
                    .addKeyValue("cause", failure.getClass().getSimpleName())
                    .log("message was not taken by Kafka, closing the connection");
            end("stream-unavailable");
            return;
        }
        for (PendingMessage first = unacknowledged.peek();
                first != null && first.isComplete();
                first = unacknowledged.peek()) {
            unacknowledged.remove();
            acknowledge(first);
        }
        if (paused && !isAtLimit()) {
            paused = false;
            peer.resume();
        }
    }

    /** The network connection is gone, whoever closed it. */
    void closed() {
        ended = true;
        unacknowledged.clear();
    }

    /** Something of ours failed on this connection. */
    void broken(RuntimeException fault) {
        log.atError().addKeyValue("deviceId", sender.id()).setCause(fault).log("connection broken");
        end("fault");
    }

    void end(String cause) {
        if (ended) {
            return;
        }
        closed();
        services.gatewayMeters().disconnected("mllp-" + cause);
        peer.close();
    }

    private void acknowledge(PendingMessage message) {
        Received received = message.received();
        Outcome outcome = received.outcome();
        String id = UUID.randomUUID().toString().substring(0, 18);
        for (Answer answer :
                Answers.of(
                        received.header(),
                        outcome,
                        received.prepared(),
                        id,
                        services.clock().instant())) {
            peer.write(answer.framed());
            services.meters().answers(answer.code()).increment();
        }
        services.gatewayMeters().acknowledged().increment();
        services.gatewayMeters()
                .acknowledgement()
                .record(System.nanoTime() - message.arrivedNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean isAtLimit() {
        return unacknowledged.size() >= services.settings().maximumInFlightPerConnection();
    }

    private void count(Prepared prepared) {
        if (prepared.readings() > 0) {
            services.gatewayMeters().readings().increment(prepared.readings());
        }
        prepared.rejected().forEach(services.gatewayMeters()::rejected);
    }
}
