package org.vitalwire.alert.channel;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.channel.DeliveryTokens.Scope;
import org.vitalwire.kit.web.ApiProblem;

/**
 * What a notification's device says, with the token that came with it instead of a signed-in user.
 */
@RestController
@RequestMapping("/api/v1/deliveries/{id}")
@Tag(name = "deliveries")
class DeliveryController {

    static final String SCHEME = "Delivery ";

    private final DeliveryTokens tokens;
    private final ObjectProvider<Receipts> receipts;
    private final InstantSource clock;

    DeliveryController(
            DeliveryTokens tokens, ObjectProvider<Receipts> receipts, InstantSource clock) {
        this.tokens = tokens;
        this.receipts = receipts;
        this.clock = clock;
    }

    @PostMapping("/receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "The device has the notification",
            description = "Authorization: Delivery and the token. 401 DELIVERY_TOKEN_INVALID.")
    void receipt(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        check(id, authorization, Scope.RECEIPT);
        receipts.getObject().received(id, clock.instant());
    }

    @PostMapping("/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The person takes care of what the page lists")
    void accept(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        check(id, authorization, Scope.ANSWER);
        receipts.getObject().accepted(id, clock.instant());
    }

    @PostMapping("/reject")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The person cannot; the next one is called")
    void reject(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization) {
        check(id, authorization, Scope.ANSWER);
        receipts.getObject().rejected(id, clock.instant());
    }

    private void check(UUID id, @Nullable String authorization, Scope scope) {
        boolean allowed =
                authorization != null
                        && authorization.startsWith(SCHEME)
                        && tokens.allows(
                                authorization.substring(SCHEME.length()).strip(), id, scope);
        if (!allowed) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED,
                    "DELIVERY_TOKEN_INVALID",
                    "The token is not of this delivery, not for this, or has expired.");
        }
    }
}
