package org.vitalwire.gateway.codec.personalhealth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Octets;

/**
 * Follows the APDUs of one payload: what says how the device is configured, and the reports, which
 * mean nothing without that. Used once.
 */
final class Conversation {

    /**
     * What a report's objects were, each with its metric.
     *
     * @param apdu that it was in
     */
    record Reported(Metric metric, Observation observation, Apdu apdu) {}

    /** What cannot be taken. */
    record Refusal(FailureCode code, String reason) {}

    private static final int EVENT = 0x0100;
    private static final int CONFIRMED_EVENT = 0x0101;
    private static final int GET_RESULT = 0x0203;
    private static final int ACTION_RESULT = 0x0207;
    private static final int DATA_REQUEST = 0x0C1B;
    private static final int CONFIGURATION = 0x0D1C;
    private static final int SEGMENT = 0x0D21;

    private static final int DATA_EXCHANGE_PROTOCOL = 20601;

    private final DecodingTrace trace;
    private final Map<Integer, DeviceConfiguration> sent = new HashMap<>();
    private final List<Reported> reported = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>(0);
    private Optional<DeviceConfiguration> configuration = Optional.empty();
    private boolean anyReport;
    private @Nullable Apdu current;

    Conversation(DecodingTrace trace) {
        this.trace = trace;
    }

    List<Reported> reported() {
        return reported;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    /** Whether there was a report, even one without objects that are known. */
    boolean hasReport() {
        return anyReport;
    }

    /** The configuration that the device says it has, now. */
    void configured(int id) {
        configuration =
                Optional.ofNullable(sent.get(id)).or(() -> DeviceConfiguration.standard(id));
        tell(
                "configuration",
                configuration.isPresent() ? Outcome.TAKEN : Outcome.SKIPPED,
                () -> "%04X %s".formatted(id, configuration.isPresent() ? "" : "is not known"));
    }

    /** Whether the lengths in it agree. */
    boolean hear(Apdu apdu) {
        current = apdu;
        Octets octets = Octets.bigEndian(apdu.body());
        return switch (apdu.choice()) {
            case ASSOCIATION_REQUEST -> association(octets);
            case PRESENTATION -> presentation(octets);
            case ASSOCIATION_RESPONSE, RELEASE_REQUEST, RELEASE_RESPONSE, ABORT -> {
                tell("APDU", Outcome.SKIPPED, () -> apdu.choice() + " carries no measurement");
                yield true;
            }
        };
    }

    private boolean association(Octets octets) {
        octets.u32();
        int protocols = octets.u16();
        Octets list = octets.part(octets.u16());
        for (int i = 0; i < protocols && !list.isOverrun(); i++) {
            int protocol = list.u16();
            Octets information = list.part(list.u16());
            if (protocol == DATA_EXCHANGE_PROTOCOL) {
                // Version, encoding, nomenclature, functional units, system type.
                information.u32();
                information.u16();
                information.u32();
                information.u32();
                information.u32();
                information.take(information.u16());
                configured(information.u16());
                if (information.isOverrun()) {
                    return false;
                }
            }
        }
        return octets.isSpent() && list.isSpent();
    }

    private boolean presentation(Octets octets) {
        Octets string = octets.part(octets.u16());
        string.u16();
        int choice = string.u16();
        Octets content = string.part(string.u16());
        if (!octets.isSpent() || !string.isSpent()) {
            return false;
        }
        int handle = content.u16();
        return switch (choice) {
            case EVENT, CONFIRMED_EVENT -> {
                // Relative time, in 1/8 ms of a clock that nobody here knows.
                content.u32();
                yield event(handle, content);
            }
            case ACTION_RESULT -> actionResult(handle, content);
            case GET_RESULT -> getResult(content);
            default -> {
                tell("APDU", Outcome.SKIPPED, () -> "no event, carries no measurement");
                yield true;
            }
        };
    }

    /** Data that was asked for, in the form of an event. */
    private boolean actionResult(int handle, Octets content) {
        int action = content.u16();
        Octets information = content.part(content.u16());
        if (action != DATA_REQUEST || !content.isSpent()) {
            return content.isSpent();
        }
        information.u32();
        information.u16();
        return event(handle, information);
    }

    private boolean getResult(Octets content) {
        Optional<Map<Integer, byte[]>> attributes = AttributeList.read(content);
        if (attributes.isEmpty()) {
            return false;
        }
        byte[] id = attributes.get().get(Attribute.CONFIGURATION_ID);
        if (id != null) {
            configured(Octets.bigEndian(id).u16());
        }
        return content.isSpent();
    }

    private boolean event(int handle, Octets content) {
        int type = content.u16();
        Octets information = content.part(content.u16());
        if (!content.isSpent()) {
            return false;
        }
        if (type == CONFIGURATION) {
            Optional<ConfigurationReport> report = ConfigurationReport.read(information);
            report.ifPresent(read -> {
                sent.put(read.id(), read.configuration());
                configured(read.id());
            });
            return report.isPresent();
        }
        if (type == SEGMENT) {
            refuse(FailureCode.NO_MEASUREMENT, "stored segments are not read: send scan reports");
            return true;
        }
        if (!ReportReader.isReport(type)) {
            tell("event", Outcome.SKIPPED, () -> "%04X is no report".formatted(type));
            return true;
        }
        anyReport = true;
        if (configuration.isEmpty()) {
            refuse(
                    FailureCode.UNKNOWN_SIGN,
                    "no configuration says what the objects are: send the association request or"
                            + " the configuration report before it, or name a standard one in the"
                            + " topic");
            return true;
        }
        DeviceConfiguration known = configuration.get();
        Optional<List<Observation>> observations =
                new ReportReader(known, handle).read(type, information);
        observations.ifPresent(list -> list.forEach(observation -> take(known, observation)));
        return observations.isPresent();
    }

    private void take(DeviceConfiguration known, Observation observation) {
        Metric metric = known.metrics().get(observation.handle());
        if (metric == null) {
            tell(
                    "object " + observation.handle(),
                    Outcome.SKIPPED,
                    () -> "is not in the configuration");
        } else if (current != null) {
            reported.add(new Reported(metric, observation, current));
        }
    }

    private void refuse(FailureCode code, String reason) {
        tell(code.name(), Outcome.REFUSED, () -> reason);
        refusals.add(new Refusal(code, reason));
    }

    private void tell(String step, Outcome outcome, Supplier<String> detail) {
        trace.step(step, outcome, detail);
    }
}
