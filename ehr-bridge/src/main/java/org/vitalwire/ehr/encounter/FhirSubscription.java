package org.vitalwire.ehr.encounter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.encounter.FhirReader.NotReadException;

/**
 * Keeps our Subscription active (Subscriptions R5 Backport 1.1.0, in R4). A server switches one off
 * after a few notifications that did not arrive; it is asked for again for ever. Notifications
 * carry nothing: what is new is read, so that a lost one loses nothing.
 */
final class FhirSubscription {

    /** Header of each notification. */
    static final String HEADER = "X-Vitalwire-Subscription";

    private static final Logger log = LoggerFactory.getLogger(FhirSubscription.class);
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final int HEARTBEAT_SECONDS = 60;

    private final FhirReader server;
    private final SubscriptionSettings settings;
    private final InstantSource clock;
    private Instant nextCheck = Instant.EPOCH;
    private volatile boolean active;

    FhirSubscription(FhirReader server, SubscriptionSettings settings, InstantSource clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the server said last that it notifies us. */
    boolean isActive() {
        return active;
    }

    /** Sees to it, where it is time to. A failure is told: what is new is read without it, too. */
    void keep() throws InterruptedException {
        if (clock.instant().isBefore(nextCheck)) {
            return;
        }
        nextCheck = clock.instant().plus(settings.checked());
        active = false;
        try {
            check();
        } catch (NotReadException e) {
            log.atWarn()
                    .addKeyValue("code", e.getMessage())
                    .log("no subscription to the census, next time again");
        }
    }

    private void check() throws NotReadException, InterruptedException {
        Optional<Subscription> found =
                server
                        .search(
                                "Subscription?url="
                                        + URLEncoder.encode(
                                                settings.endpoint(), StandardCharsets.UTF_8))
                        .getEntry()
                        .stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(Subscription.class::isInstance)
                        .map(Subscription.class::cast)
                        .filter(this::isOurs)
                        .findFirst();
        if (found.isEmpty()) {
            server.save("POST", "Subscription", wanted());
            log.atInfo().log("subscription to the census made");
            return;
        }
        SubscriptionStatus status = found.get().getStatus();
        active = status == SubscriptionStatus.ACTIVE;
        if (!active && status != SubscriptionStatus.REQUESTED) {
            Subscription again = wanted();
            again.setId(found.get().getIdElement().getIdPart());
            server.save("PUT", "Subscription/" + again.getIdElement().getIdPart(), again);
            log.atWarn()
                    .addKeyValue("status", status)
                    .log("subscription to the census was not active, asked for again");
        }
    }

    private boolean isOurs(Subscription subscription) {
        return settings.endpoint().equals(subscription.getChannel().getEndpoint())
                && settings.topic().equals(subscription.getCriteria());
    }

    private Subscription wanted() {
        Subscription subscription = new Subscription();
        subscription.getMeta().addProfile(BACKPORT + "backport-subscription");
        subscription.setStatus(SubscriptionStatus.REQUESTED);
        subscription.setReason("Vitalwire follows who is on the ward");
        subscription.setCriteria(settings.topic());
        Subscription.SubscriptionChannelComponent channel = subscription.getChannel();
        channel.setType(SubscriptionChannelType.RESTHOOK);
        channel.setEndpoint(settings.endpoint());
        channel.setPayload("application/fhir+json");
        channel.getPayloadElement()
                .addExtension(BACKPORT + "backport-payload-content", new CodeType("empty"));
        channel.addExtension(
                BACKPORT + "backport-heartbeat-period", new UnsignedIntType(HEARTBEAT_SECONDS));
        channel.addHeader(HEADER + ": " + settings.secret());
        return subscription;
    }
}
