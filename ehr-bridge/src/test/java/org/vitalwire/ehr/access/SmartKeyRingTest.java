package org.vitalwire.ehr.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmartKeyRingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration KEEP = Duration.ofDays(1);

    private static final List<SmartKey> FRESH = List.of(SmartKey.generate(SmartAlgorithm.ES384));
    private final SmartKey first = SmartKey.generate(SmartAlgorithm.ES384);
    private final SmartKeyRing ring = new SmartKeyRing(List.of(first));

    private static String signing(SmartKeyRing ring, Instant at) {
        return ring.signing(SmartAlgorithm.ES384, "", at).orElseThrow().id();
    }

    private static List<String> published(SmartKeyRing ring, Instant at) {
        return ring.published(at).getKeys().stream().map(JWK::getKeyID).toList();
    }

    @Test
    void aNewKeyIsPublishedBeforeItSignsAndTheOldOneForAWhileAfterwards() {
        SmartKeyRing rotated = ring.rotated(FRESH, NOW, AHEAD, KEEP);

        assertThat(published(rotated, NOW)).hasSize(2).contains(first.id());
        assertThat(signing(rotated, NOW)).isEqualTo(first.id());
        Instant change = NOW.plus(AHEAD);
        assertThat(signing(rotated, change.minusSeconds(1))).isEqualTo(first.id());
        assertThat(signing(rotated, change)).isNotEqualTo(first.id());
        assertThat(published(rotated, change.plus(KEEP).minusSeconds(1))).contains(first.id());
        assertThat(published(rotated, change.plus(KEEP))).hasSize(1).doesNotContain(first.id());
    }

    @Test
    void lostKeysAreGoneAtOnce() {
        SmartKeyRing rotated = ring.rotated(FRESH, NOW, Duration.ZERO, Duration.ZERO);

        assertThat(published(rotated, NOW)).hasSize(1).doesNotContain(first.id());
        assertThat(signing(rotated, NOW)).isNotEqualTo(first.id());
    }

    @Test
    void aRingIsReadAsItWasWritten() {
        SmartKeyRing rotated = ring.rotated(FRESH, NOW, AHEAD, KEEP);
        SmartKeyRing read = SmartKeyRing.parse(rotated.json());

        assertThat(read.json()).isEqualTo(rotated.json());
        assertThat(read.keys())
                .extracting(key -> read.state(key, NOW))
                .containsExactly(SmartKey.State.NEXT, SmartKey.State.SIGNING);
        assertThat(read.keys())
                .extracting(key -> read.state(key, NOW.plus(AHEAD)))
                .containsExactly(SmartKey.State.SIGNING, SmartKey.State.RETIRED);
    }

    @Test
    void nothingSecretIsPublishedOrPrinted() {
        String secret = first.secret().toECKey().getD().toString();

        assertThat(ring.json()).contains(secret);
        assertThat(ring.published(NOW).toString(false)).doesNotContain(secret);
        assertThat(ring.published(NOW).getKeys().getFirst().toJSONObject())
                .containsOnlyKeys("kty", "use", "alg", "kid", "crv", "x", "y");
        assertThat(ring + " " + first).doesNotContain(secret);
    }

    @Test
    void aKeyThatIsNamedSignsThoughANewerOneMay() {
        SmartKeyRing rotated = ring.rotated(FRESH, NOW, AHEAD, KEEP);

        assertThat(rotated.signing(SmartAlgorithm.ES384, first.id(), NOW.plus(AHEAD)))
                .hasValue(rotated.keys().getLast());
        assertThat(rotated.signing(SmartAlgorithm.ES384, "another", NOW)).isEmpty();
        assertThat(rotated.signing(SmartAlgorithm.RS384, first.id(), NOW)).isEmpty();
    }

    @Test
    void keysThatCannotSignAreRefusedWithoutQuotingThem() throws Exception {
        JWK publicOnly = first.secret().toPublicJWK();
        JWK otherCurve = new ECKeyGenerator(Curve.P_256).keyID("p256").generate();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmartKey.of(publicOnly))
                .withMessage("a key of the set is not a private one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmartKey.of(otherCurve))
                .withMessageContaining("P-384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmartKeyRing(List.of(first, first)))
                .withMessage("two keys of the set have the same kid");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmartKeyRing.parse("{\"keys\":[" + ring.json()))
                .withMessage("not a JWK set")
                .withNoCause();
    }
}
