package org.vitalwire.ehr.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Says who we are, once: SMART App Launch 2, client authentication by asymmetric keys. */
final class ClientAssertion {

    /**
     * Servers refuse what ends more than 5 min from now; the rest is for clocks that differ, by two
     * minutes either way.
     */
    static final Duration VALID_FOR = Duration.ofMinutes(3);

    private ClientAssertion() {}

    /**
     * @param tokenUrl whom it is meant for
     * @param id of this one assertion: a server refuses a second of the same
     */
    static String signed(SmartKey key, String clientId, String tokenUrl, String id, Instant now) {
        JWSHeader header =
                new JWSHeader.Builder(key.algorithm().jws())
                        .type(JOSEObjectType.JWT)
                        .keyID(key.id())
                        .build();
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(tokenUrl)
                        .jwtID(id)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALID_FOR)))
                        .build();
        SignedJWT assertion = new SignedJWT(header, claims);
        try {
            assertion.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
        return assertion.serialize();
    }
}
