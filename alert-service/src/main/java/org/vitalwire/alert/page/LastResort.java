package org.vitalwire.alert.page;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is called when a care unit has nobody.
 *
 * @param lastResort subjects of their tokens
 */
@ConfigurationProperties("vitalwire.alert.escalation")
record LastResort(@DefaultValue List<String> lastResort) {

    LastResort {
        lastResort = List.copyOf(lastResort);
    }
}
