package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"22008", "22003", "22021", "23502"})
    void refusalsOfTheRowAreForEver(String state) {
        assertThat(SqlFailures.translate(new SQLException("secret value", state)))
                .isInstanceOf(RowsRefusedException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "40P01", "53100", "42P01", "23514", "58030"})
    void everythingElseMayPassLater(String state) {
        assertThat(SqlFailures.translate(new SQLException("x", state)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anUnknownStateIsNotTheRowsFault() {
        assertThat(SqlFailures.translate(new SQLException("x")))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
