package org.vitalwire.ehr.encounter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the hospital's server says that there is something new; what, is read from it. */
@RestController
class NotificationController {

    static final String PATH = "/hooks/census-fhir";

    private final byte[] secret;
    private final Runnable lookSoon;

    NotificationController(String secret, Runnable lookSoon) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.lookSoon = lookSoon;
    }

    @PostMapping(PATH)
    ResponseEntity<Void> notified(
            @RequestHeader(name = FhirSubscription.HEADER, required = false)
                    @Nullable String shown) {
        if (shown == null
                || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), secret)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        lookSoon.run();
        return ResponseEntity.ok().build();
    }
}
