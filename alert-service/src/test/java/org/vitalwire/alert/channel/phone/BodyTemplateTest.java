package org.vitalwire.alert.channel.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyTemplateTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void whatIsPutInCannotBecomeGrammar() {
        Map<String, String> values = Map.of("to", "+4930&a=b", "text", "\"},{\"x\n$1\\");

        assertThat(
                        BodyTemplate.of(JSON, "{\"to\":\"{to}\",\"m\":{\"t\":\"{text}\"}}")
                                .orElseThrow()
                                .fill(values))
                .isEqualTo("{\"to\":\"+4930&a=b\",\"m\":{\"t\":\"\\\"},{\\\"x\\n$1\\\\\"}}");
        assertThat(BodyTemplate.of(FORM, "To={to}&Body={text}").orElseThrow().fill(values))
                .isEqualTo("To=%2B4930%26a%3Db&Body=%22%7D%2C%7B%22x%0A%241%5C");
    }

    @Test
    void templateThatWouldNotWorkIsNoneFromTheBeginning() {
        assertThat(BodyTemplate.of(JSON, "{\"to\":\"{to}\"}")).isEmpty();
        assertThat(BodyTemplate.of(JSON, "{\"to\":\"{to}\",\"text\":\"{text}\",\"n\":\"{name}\"}"))
                .isEmpty();
        assertThat(BodyTemplate.of(JSON, "{\"to\":\"{to}\",\"text\":\"{text}\"")).isEmpty();
        assertThat(BodyTemplate.of("text/plain", "{to} {text}")).isEmpty();
    }
}
