package org.vitalwire.alert.channel.push;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vitalwire.alert.channel.CheckedChannel;
import org.vitalwire.alert.channel.DeliveryTokens;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.OutwardAddresses;
import org.vitalwire.alert.channel.OutwardHttp;
import org.vitalwire.alert.channel.OutwardHttp.Exchange;
import org.vitalwire.alert.channel.SubscriptionEnded;
import org.vitalwire.contracts.event.Priority;

/**
 * Sends to the push service of a subscription. What it takes is {@code Sent}: the receipt comes
 * from the browser itself.
 */
final class WebPushChannel implements CheckedChannel {

    static final String NAME = "web-push";

    /** Content is padded to this, or to all that there is room for: its length says nothing. */
    private static final int PADDED_BYTES = 1_500;

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final OutwardHttp http;
    private final OutwardAddresses addresses;
    private final Vapid vapid;
    private final DeliveryTokens tokens;
    private final MessageText text;
    private final SubscriptionEnded subscriptions;
    private final Duration keptFor;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keptFor for how long a push service keeps it for a browser that is not connected
     */
    WebPushChannel(
            OutwardHttp http,
            OutwardAddresses addresses,
            Vapid vapid,
            DeliveryTokens tokens,
            MessageText text,
            SubscriptionEnded subscriptions,
            Duration keptFor) {
        this.http = http;
        this.addresses = addresses;
        this.vapid = vapid;
        this.tokens = tokens;
        this.text = text;
        this.subscriptions = subscriptions;
        this.keptFor = keptFor;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> problemWith(String address) {
        return PushSubscription.of(address)
                .map(subscription ->
                        addresses
                                .problemWith(subscription.endpoint().toString())
                                .map(problem -> "endpoint " + problem))
                .orElse(Optional.of("must be a subscription with endpoint, p256dh and auth"));
    }

    @Override
    public Outcome sendChecked(Message message, String address) throws InterruptedException {
        PushSubscription subscription = PushSubscription.of(address).orElseThrow();
        return switch (push(message, subscription)) {
            case Exchange.Answered answer when answer.isSuccess() ->
                    new Outcome.Sent(answer.location());
            case Exchange.Answered(int status, _, _, _)
                    when status == GONE || status == NOT_FOUND -> {
                subscriptions.ended(NAME, address);
                yield new Outcome.Refused("gone");
            }
            case Exchange.Answered answer -> answer.failure();
            case Exchange.Failed failed -> failed.failure();
        };
    }

    private Exchange push(Message message, PushSubscription to) throws InterruptedException {
        String token = tokens.issue(message.deliveryId(), DeliveryTokens.Scope.ANSWER);
        byte[] plain = PushPayload.of(message, text, token).bytes();
        byte[] salt = new byte[PushEncryption.SALT_BYTES];
        random.nextBytes(salt);
        int padTo =
                plain.length <= PADDED_BYTES ? PADDED_BYTES : PushEncryption.LONGEST_PLAIN_BYTES;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", vapid.authorization(to.origin()));
        headers.put("Content-Encoding", "aes128gcm");
        headers.put("Content-Type", "application/octet-stream");
        headers.put("TTL", Long.toString(keptFor.toSeconds()));
        headers.put("Urgency", urgency(message.priority()));
        headers.put("Topic", topic(message.pageId()));
        return http.post(
                to.endpoint(),
                headers,
                PushEncryption.encrypt(plain, padTo, to, P256.generate(), salt));
    }

    /** RFC 8030, 5.3: anything below high may wait until a telephone is used again. */
    private static String urgency(Priority priority) {
        return switch (priority) {
            case HIGH, MEDIUM -> "high";
            case LOW -> "normal";
        };
    }

    /** Of two about one page, a browser that was away gets the later. At most 32 characters. */
    private static String topic(UUID pageId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(16)
                                .putLong(pageId.getMostSignificantBits())
                                .putLong(pageId.getLeastSignificantBits())
                                .array());
    }
}
