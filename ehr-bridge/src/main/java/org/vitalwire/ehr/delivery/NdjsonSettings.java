package org.vitalwire.ehr.delivery;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where files of a resource a line are written.
 *
 * @param directory of nobody else's; empty for none
 * @param rotateAt a file that has grown to this is closed
 */
public record NdjsonSettings(
        @NotNull @DefaultValue("") String directory,
        @NotNull @DefaultValue("64MB") DataSize rotateAt) {

    static final NdjsonSettings NONE = new NdjsonSettings("", DataSize.ofMegabytes(64));
}
