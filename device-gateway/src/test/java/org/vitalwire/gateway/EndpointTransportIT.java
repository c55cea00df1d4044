package org.vitalwire.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Our own endpoint keeps the contract. */
class EndpointTransportIT extends TransportContract {

    @Override
    Sender connect(TestDevice device) {
        try {
            WireClient client = WireClient.connect(device, 5);
            return new Publishing(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Publishing implements Sender {
        private final WireClient client;
        private final AtomicInteger acknowledged = new AtomicInteger();
        private int sent;

        Publishing(WireClient client) {
            this.client = client;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                while (true) {
                    client.reply();
                    acknowledged.incrementAndGet();
                }
            } catch (RuntimeException | AssertionError e) {
                // The connection is closed.
            }
        }

        @Override
        public void publish(String topic, String payload) {
            client.publish(++sent, topic, payload);
        }

        @Override
        public int acknowledged() {
            return acknowledged.get();
        }

        @Override
        public void close() {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
