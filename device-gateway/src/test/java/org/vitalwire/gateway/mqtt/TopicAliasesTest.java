package org.vitalwire.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicAliasesTest {

    private final TopicAliases aliases = new TopicAliases(2);

    @Test
    void anAliasStandsForTheTopicItWasGivenLast() {
        assertThat(aliases.resolve("a", 1)).isEqualTo("a");
        assertThat(aliases.resolve("", 1)).isEqualTo("a");
        assertThat(aliases.resolve("b", 1)).isEqualTo("b");
        assertThat(aliases.resolve("", 1)).isEqualTo("b");
    }

    @Test
    void anAliasOutOfRangeOrWithoutATopicIsNone() {
        assertThat(aliases.resolve("a", 0)).isNull();
        assertThat(aliases.resolve("a", 3)).isNull();
        assertThat(aliases.resolve("", 2)).isNull();
    }
}
