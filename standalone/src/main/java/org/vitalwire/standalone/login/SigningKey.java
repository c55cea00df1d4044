package org.vitalwire.standalone.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import org.vitalwire.standalone.run.Secrets;

/** The key that signs tokens, kept so that a restart does not log everybody out. */
final class SigningKey {

    private static final String NAME = "token-signing-key";
    private static final int BITS = 2048;

    private SigningKey() {}

    static JWK obtain(Secrets secrets) {
        try {
            if (!secrets.has(NAME)) {
                RSAKey key =
                        new RSAKeyGenerator(BITS)
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(JWSAlgorithm.RS256)
                                .keyIDFromThumbprint(true)
                                .generate();
                secrets.keep(NAME, key.toJSONString());
            }
            return JWK.parse(secrets.read(NAME));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the token signing key is not usable", e);
        }
    }
}
