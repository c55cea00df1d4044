package org.vitalwire.alert.person;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one person is paged.
 *
 * @param pages that are not HIGH, at most in {@code per}; what is beyond comes in one digest
 */
@ConfigurationProperties("vitalwire.alert.person")
record PersonSettings(@DefaultValue("6") int pages, @DefaultValue("1m") Duration per) {}
