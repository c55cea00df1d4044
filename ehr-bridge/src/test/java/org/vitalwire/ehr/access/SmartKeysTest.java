package org.vitalwire.ehr.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.MutableClock;

class SmartKeysTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T10:00:00Z"));
    @TempDir private Path directory;

    private SmartKeys keys(Path file) {
        return new SmartKeys(
                new SmartKeySettings(
                        file.toString(), "", true, Duration.ofHours(1), Duration.ofDays(1)),
                clock);
    }

    private SmartKeyRing oneKey() {
        return new SmartKeyRing(List.of(SmartKey.generate(SmartAlgorithm.ES384)));
    }

    @Test
    void keysAreMadeOnceForUsAloneAndStayOverARestart() throws Exception {
        Path file = directory.resolve("secret/keys.json");

        SmartKeyRing made = keys(file).ring();

        assertThat(made.keys())
                .extracting(SmartKey::algorithm)
                .containsExactly(SmartAlgorithm.ES384, SmartAlgorithm.RS384);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys(file).ring().json()).isEqualTo(made.json());
    }

    @Test
    void aFileThatIsReplacedIsReadAtTheNextUseAndAFaultyOneIsNot() throws Exception {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, oneKey().json());
        SmartKeys keys = keys(file);
        SmartKeyRing next = oneKey();

        replace(file, next.json() + " ");
        assertThat(keys.ring().json()).isEqualTo(next.json());

        replace(file, "{");
        assertThat(keys.ring().json()).isEqualTo(next.json());
    }

    /** As a mounted secret changes: another file of the name, of another size. */
    private static void replace(Path file, String json) throws Exception {
        Path beside = Files.writeString(file.resolveSibling("beside"), json);
        Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void rotationIsInTheFileAndIsNotBegunTwice() throws Exception {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, oneKey().json());
        SmartKeys keys = keys(file);

        assertThat(keys.rotate(false)).isEmpty();
        assertThat(keys(file).ring().keys()).hasSize(2);
        assertThat(keys.rotate(false)).hasValue(SmartKeys.Obstacle.UNDER_WAY);

        clock.advance(Duration.ofHours(1));
        assertThat(keys.rotate(false)).isEmpty();
    }

    @Test
    void aStoreOfTheHospitalsServesWhileItsCertificateIsValidAndIsNotRotatedHere()
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair pair = generator.generateKeyPair();
        Instant end = clock.instant().plus(Duration.ofDays(30));
        X500Name name = new X500Name("CN=bridge");
        X509Certificate certificate =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                new JcaX509v3CertificateBuilder(
                                                name,
                                                BigInteger.ONE,
                                                Date.from(clock.instant()),
                                                Date.from(end),
                                                name,
                                                pair.getPublic())
                                        .build(
                                                new JcaContentSignerBuilder("SHA384withECDSA")
                                                        .build(pair.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "hospital-1",
                pair.getPrivate(),
                "secret".toCharArray(),
                new X509Certificate[] {certificate});
        Path file = directory.resolve("keys.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }

        SmartKeys keys = new SmartKeys(settings(file, "secret"), clock);

        assertThat(keys.ring().signing(SmartAlgorithm.ES384, "hospital-1", clock.instant()))
                .isPresent();
        assertThat(keys.ring().published(clock.instant()).getKeys()).hasSize(1);
        assertThat(keys.ring().published(end).getKeys()).isEmpty();
        assertThat(keys.rotate(false)).hasValue(SmartKeys.Obstacle.NOT_WRITABLE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmartKeys(settings(file, "wrong"), clock))
                .withMessage("not a PKCS 12 store with this password");
    }

    private static SmartKeySettings settings(Path file, String password) {
        return new SmartKeySettings(
                file.toString(), password, true, Duration.ofHours(1), Duration.ofDays(1));
    }

    @Test
    void withoutAFileThereIsNothingToRotate() {
        SmartKeys keys =
                new SmartKeys(
                        new SmartKeySettings("", "", true, Duration.ofHours(1), Duration.ofDays(1)),
                        clock);

        assertThat(keys.rotate(true)).hasValue(SmartKeys.Obstacle.NO_FILE);
        assertThat(keys.ring().published(clock.instant()).getKeys()).isEmpty();
    }

    @Test
    void nobodyCachesTheKeysForLongerThanANewOneWaits() {
        assertThat(
                        new SmartKeySettings("", "", true, Duration.ofMinutes(4), Duration.ZERO)
                                .cachedFor())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(
                        new SmartKeySettings("", "", true, Duration.ofHours(1), Duration.ZERO)
                                .cachedFor())
                .isEqualTo(Duration.ofMinutes(5));
    }
}
