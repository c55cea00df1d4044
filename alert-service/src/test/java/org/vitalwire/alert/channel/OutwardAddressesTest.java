package org.vitalwire.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Literal addresses, for which no name is looked up. */
class OutwardAddressesTest {

    private final OutwardAddresses addresses =
            new OutwardAddresses(Set.of("chat.hospital.example"));

    @Test
    void publicHttpsMayBeCalled() {
        assertThat(addresses.problemWith("https://93.184.215.14/push/x")).isEmpty();
        assertThat(addresses.problemWith("https://[2606:2800:21f::1]:8443/push")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[2002:a00:1::]/"
            })
    void privateNetworkMayNot(String url) {
        assertThat(addresses.problemWith(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.215.14/",
                "ftp://93.184.215.14/",
                "file:///etc/passwd",
                "https://user@93.184.215.14/",
                "https://93.184.215.14/#x",
                "https:///x",
                "not a url",
                ""
            })
    void anythingElseMayNot(String url) {
        assertThat(addresses.problemWith(url)).isPresent();
    }

    @Test
    void hostThatTheOperatorNamedMayBeInsideAndWithoutTls() {
        assertThat(addresses.problemWith("http://chat.hospital.example:8065/hooks/x")).isEmpty();
        assertThat(addresses.problemWith("http://other.hospital.example/hooks/x")).isPresent();
    }
}
