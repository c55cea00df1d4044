package org.vitalwire.ehr.delivery;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hospital's receiver on HAPI's own MLLP, parser and validation. It knows messages again. */
final class OruHospital implements AutoCloseable {

    /** What it says to the next message. */
    enum Reply {
        ERROR,
        REJECTED,
        /** It has taken the message, and its answer does not come in time. */
        NOTHING
    }

    private final HapiContext hapi = new DefaultHapiContext();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<Message> came = new CopyOnWriteArrayList<>();
    private final Deque<Reply> replies = new ConcurrentLinkedDeque<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HL7Service service;
    private final int port;

    OruHospital() {
        hapi.setExecutorService(threads);
        hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service = hapi.newServer(port, false);
        service.registerApplication(
                "ORU",
                "R01",
                new ReceivingApplication<Message>() {
                    @Override
                    public boolean canProcess(Message message) {
                        return true;
                    }

                    @Override
                    public Message processMessage(Message message, Map<String, Object> metadata)
                            throws HL7Exception {
                        return take(message);
                    }
                });
        try {
            service.startAndWait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Message take(Message message) throws HL7Exception {
        Reply reply = replies.poll();
        try {
            if (reply == null) {
                came.add(message);
                return message.generateACK();
            }
            return switch (reply) {
                case REJECTED -> message.generateACK(AcknowledgmentCode.AR, null);
                case ERROR -> {
                    Message answer = message.generateACK(AcknowledgmentCode.AE, null);
                    Terser terser = new Terser(answer);
                    terser.set("/ERR-2-1", "OBX");
                    terser.set("/ERR-2-2", "1");
                    terser.set("/ERR-2-3", "3");
                    terser.set("/ERR-3-1", "103");
                    terser.set("/ERR-3-2", "Table value not found");
                    terser.set("/ERR-4", "E");
                    terser.set("/ERR-8", "No such item for Testmann, Erika");
                    yield answer;
                }
                case NOTHING -> {
                    came.add(message);
                    end.await();
                    yield message.generateACK();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    void replyNext(Reply... next) {
        replies.addAll(List.of(next));
    }

    /** Everything that came, as often as it came. */
    List<Message> came() {
        return List.copyOf(came);
    }

    /** What it has kept: by control id, each once. */
    Map<String, Message> kept() {
        Map<String, Message> kept = new LinkedHashMap<>();
        came.forEach(message -> kept.putIfAbsent(get(message, "/MSH-10"), message));
        return kept;
    }

    /** Below the order. */
    static String result(Message message, String path) {
        return get(message, "/PATIENT_RESULT/ORDER_OBSERVATION/" + path);
    }

    static String get(Message message, String path) {
        try {
            String value = new Terser(message).get(path);
            return value == null ? "" : value;
        } catch (HL7Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        service.stop();
        threads.shutdownNow();
        try {
            hapi.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
