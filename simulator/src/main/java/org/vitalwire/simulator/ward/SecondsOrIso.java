package org.vitalwire.simulator.ward;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90} (seconds) and {@code PT1M30S}. */
final class SecondsOrIso implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            Duration duration =
                    text.startsWith("P")
                            ? Duration.parse(text)
                            : Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
            if (!duration.isPositive()) {
                throw new TypeConversionException("a duration must be positive");
            }
            return duration;
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new TypeConversionException("neither seconds nor an ISO 8601 duration");
        }
    }
}
