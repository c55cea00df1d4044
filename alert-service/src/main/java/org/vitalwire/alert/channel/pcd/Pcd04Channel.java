package org.vitalwire.alert.channel.pcd;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.vitalwire.alert.channel.CheckedChannel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.kit.hl7.Hl7;
import org.vitalwire.kit.hl7.MllpPeer;

/**
 * Reports a page to the alert manager. What it acknowledges is {@code Sent}; its status reports say
 * more, see {@link StatusListener}.
 */
final class Pcd04Channel implements CheckedChannel, AutoCloseable {

    static final String NAME = "pcd-04";

    private static final int LONGEST_ADDRESS = 100;

    private final AlertReport report;
    private final MllpPeer peer;
    private final InstantSource clock;

    Pcd04Channel(AlertReport report, MllpPeer peer, InstantSource clock) {
        this.report = report;
        this.peer = peer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> problemWith(String address) {
        return address.isBlank()
                        || address.length() > LONGEST_ADDRESS
                        || address.chars().anyMatch(Character::isISOControl)
                ? Optional.of(
                        "must be the person's name at the alert manager, at most 100 characters")
                : Optional.empty();
    }

    @Override
    public Outcome sendChecked(Message message, String address) throws InterruptedException {
        try {
            String answer = peer.ask(report.write(message, address, clock.instant()));
            return Hl7.read(answer)
                    .map(ack -> outcome(message, ack))
                    .orElse(new Outcome.Later(Duration.ZERO, "unreadable-answer"));
        } catch (SocketTimeoutException _) {
            return new Outcome.Later(Duration.ZERO, "timeout");
        } catch (ConnectException _) {
            return new Outcome.Later(Duration.ZERO, "connection");
        } catch (SSLException _) {
            return new Outcome.Later(Duration.ZERO, "tls");
        } catch (IOException _) {
            return new Outcome.Later(Duration.ZERO, "input-output");
        }
    }

    /**
     * HL7 table 0008. An error (AE, CE) is in what we sent, and would be in it again; a rejection
     * (AR, CR) may pass.
     */
    private static Outcome outcome(Message message, Hl7 ack) {
        String id = AlertReport.controlId(message);
        String code = Hl7.field(ack.segment("MSA"), 1);
        if (!Hl7.field(ack.segment("MSA"), 2).equals(id)) {
            return new Outcome.Later(Duration.ZERO, "another-answer");
        }
        return switch (code) {
            case "AA", "CA" -> new Outcome.Sent(id);
            case "AE", "CE" -> new Outcome.Refused(code);
            case "AR", "CR" -> new Outcome.Later(Duration.ZERO, code);
            default -> new Outcome.Later(Duration.ZERO, "unreadable-answer");
        };
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
