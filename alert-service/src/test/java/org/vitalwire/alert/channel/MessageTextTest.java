package org.vitalwire.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Priority;

class MessageTextTest {

    private final MessageText text = new MessageText(ZoneId.of("Europe/Berlin"));

    @Test
    void saysHowUrgentWhatWhereAndSinceWhen() {
        Message message = Messages.high("SpO2 low");

        assertThat(text.title(message)).isEqualTo("HIGH: SpO2 low");
        assertThat(text.body(message)).isEqualTo("ward-a, bed 3, since 15:03 CET");
    }

    @Test
    void bundleListsTheRestOnce() {
        Message message = Messages.high("SpO2 low", "Pulse high", "Pulse high");

        assertThat(text.title(message)).isEqualTo("HIGH: SpO2 low (+2)");
        assertThat(text.body(message)).endsWith(". Also: Pulse high");
    }

    @Test
    void isInThePersonsLanguageAndSaysThatItIsSimulated() {
        Message message =
                Messages.message(Priority.MEDIUM, Locale.GERMANY, true, "SpO2 low", "Pulse high");

        assertThat(text.sentence(message))
                .isEqualTo(
                        "[SIMULIERT] MITTEL: SpO2 low (+1). ward-a, bed 3, seit 15:03 CET. Außerdem:"
                                + " Pulse high.");
    }
}
