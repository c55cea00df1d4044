package org.vitalwire.alert.person;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.channel.Outcome;

/** What is answered and taken beside the preferences themselves. */
final class PeopleViews {

    /** As {@code PushSubscription.toJSON()} of a browser has it, keys unpacked. */
    record SubscriptionRequest(
            @Nullable String endpoint,
            @Nullable String p256dh,
            @Nullable String auth,
            @Nullable String label) {}

    record SubscriptionView(String id) {}

    /**
     * @param publicKey base64url, what {@code applicationServerKey} takes
     */
    record PushKeyView(String publicKey) {}

    record TestView(String channel, List<TestResult> results) {}

    /**
     * @param outcome received, sent (a receipt may come), later or refused
     * @param reason null where all is well
     */
    record TestResult(String address, String outcome, @Nullable String reason) {}

    private PeopleViews() {}

    static TestResult of(TestMessages.Sent sent) {
        String address = sent.way().shownAddress();
        return switch (sent.outcome()) {
            case Outcome.Received() -> new TestResult(address, "received", null);
            case Outcome.Sent(_) -> new TestResult(address, "sent", null);
            case Outcome.Later(_, String reason) -> new TestResult(address, "later", reason);
            case Outcome.Refused(String reason) -> new TestResult(address, "refused", reason);
        };
    }
}
