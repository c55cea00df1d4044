package org.vitalwire.ingest.board;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the board moves.
 *
 * @param interval changed rows are sent at most so often
 * @param heartbeat a silent stream says so often that it lives
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.board")
record BoardSettings(
        @NotNull @DefaultValue("1s") Duration interval,
        @NotNull @DefaultValue("5s") Duration heartbeat) {}
