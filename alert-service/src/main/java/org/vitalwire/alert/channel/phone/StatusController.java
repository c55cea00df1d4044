package org.vitalwire.alert.channel.phone;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.kit.web.ApiProblem;

/** Callbacks of providers, each signed. */
@RestController
@RequestMapping("/api/v1/channels/{name}")
@Tag(name = "channels")
class StatusController {

    private static final int LARGEST_BODY_BYTES = 64 * 1024;
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Map<String, StatusSettings> channels;
    private final ObjectProvider<Receipts> receipts;
    private final InstantSource clock;

    /**
     * @param channels by name, those that have callbacks
     */
    StatusController(
            Map<String, StatusSettings> channels,
            ObjectProvider<Receipts> receipts,
            InstantSource clock) {
        this.channels = Map.copyOf(channels);
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Reads the body itself: the signature is over its bytes, of forms as well. */
    @PostMapping("/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "What has become of a message, said by its provider",
            description =
                    "Signed as configured for the channel: 401 SIGNATURE_INVALID. 204 also for what"
                            + " we do not know or need.")
    void status(@PathVariable String name, HttpServletRequest request) throws IOException {
        StatusSettings settings = channels.get(name);
        if (settings == null || settings.secret() == null) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND, "CHANNEL_UNKNOWN", "No such channel has callbacks.");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY_BYTES + 1);
        if (body.length > LARGEST_BODY_BYTES) {
            throw new ApiProblem(
                    HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE", "At most 64 KiB are read.");
        }
        String signature = request.getHeader(settings.header());
        Instant now = clock.instant();
        if (signature == null
                || !CallbackSignature.isGenuine(
                        settings.signature(), settings.secret(), signature, body, now)) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED, "SIGNATURE_INVALID", "The signature does not match.");
        }
        StatusReport.of(settings, request.getContentType(), body)
                .ifPresent(report -> tell(name, settings, report, now));
    }

    private void tell(String name, StatusSettings settings, StatusReport report, Instant now) {
        deliveryOf(name, report.reference())
                .ifPresent(delivery -> {
                    if (settings.received().contains(report.status())) {
                        receipts.getObject().received(delivery, now);
                    } else if (settings.accepted().contains(report.status())) {
                        receipts.getObject().accepted(delivery, now);
                    } else if (settings.rejected().contains(report.status())) {
                        receipts.getObject().rejected(delivery, now);
                    }
                });
    }

    /** By the provider's name for it; some bring back ours instead. */
    private Optional<UUID> deliveryOf(String name, String reference) {
        return receipts.getObject()
                .deliveryOf(name, reference)
                .or(() ->
                        UUID_TEXT.matcher(reference).matches()
                                ? Optional.of(UUID.fromString(reference))
                                : Optional.empty());
    }
}
