package org.vitalwire.alert.channel.pcd;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.protocol.ReceivingApplicationException;
import ca.uhn.hl7v2.util.SocketFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** An alert manager on HAPI's own MLLP, parser and validation. */
final class AlertManager implements AutoCloseable {

    private final HapiContext hapi = new DefaultHapiContext();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<Message> reported = new CopyOnWriteArrayList<>();
    private final boolean secured;
    private final int port;
    private HL7Service service;
    private volatile AcknowledgmentCode answer = AcknowledgmentCode.AA;

    /**
     * @param tls with which it also asks for the other's certificate; none for MLLP in the clear
     */
    AlertManager(Optional<Secured> tls) {
        // The library's own are of all contexts, and the first that closes ends them.
        hapi.setExecutorService(threads);
        // Its own would leave a file behind.
        hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        secured = tls.isPresent();
        tls.ifPresent(hapi::setSocketFactory);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service = listen();
    }

    int port() {
        return port;
    }

    void answer(AcknowledgmentCode code) {
        answer = code;
    }

    void forget() {
        reported.clear();
        answer = AcknowledgmentCode.AA;
    }

    List<Message> reported() {
        return List.copyOf(reported);
    }

    Message parse(String message) throws HL7Exception {
        return hapi.getPipeParser().parse(message);
    }

    void restart() {
        service.stopAndWait();
        service = listen();
    }

    /** Says what has become of an alert, as PCD-05; returns MSA-1 of what came back. */
    String tell(int listener, String message) throws HL7Exception, LLPException, IOException {
        Connection connection = hapi.newClient("127.0.0.1", listener, secured);
        try {
            Message answered =
                    connection
                            .getInitiator()
                            .sendAndReceive(hapi.getGenericParser().parse(message));
            return new Terser(answered).get("/MSA-1");
        } finally {
            connection.close();
        }
    }

    private HL7Service listen() {
        HL7Service listening = hapi.newServer(port, secured);
        listening.registerApplication(
                "ORU",
                "R40",
                new ReceivingApplication<Message>() {
                    @Override
                    public boolean canProcess(Message message) {
                        return true;
                    }

                    @Override
                    public Message processMessage(Message message, Map<String, Object> metadata)
                            throws ReceivingApplicationException, HL7Exception {
                        reported.add(message);
                        try {
                            return message.generateACK(answer, null);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                });
        try {
            listening.startAndWait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return listening;
    }

    @Override
    public void close() {
        service.stopAndWait();
        try {
            hapi.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What it shows to those who connect, and where it connects. */
    record Secured(SSLContext listening, SSLContext calling) implements SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return new Socket();
        }

        @Override
        public Socket createTlsSocket() throws IOException {
            return calling.getSocketFactory().createSocket();
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket();
        }

        @Override
        public ServerSocket createTlsServerSocket() throws IOException {
            SSLServerSocket server =
                    (SSLServerSocket) listening.getServerSocketFactory().createServerSocket();
            server.setNeedClientAuth(true);
            return server;
        }

        @Override
        public void configureNewAcceptedSocket(Socket socket) {}
    }
}
