package org.vitalwire.analytics.score;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as written in JSON; not yet sound.
 *
 * @param ages the patients that the table is for, where age does not change the bands
 * @param ageBands the ranges that have bands of their own
 * @param declares inputs of the table's own, that no device measures
 * @param validFor ISO-8601 durations by input
 * @param refusal instead of parameters: why there is no table
 */
record ScoreDocument(
        @Nullable String score,
        @Nullable String title,
        @Nullable String edition,
        @Nullable String source,
        @Nullable List<String> notes,
        @Nullable AgeEntry ages,
        @Nullable List<AgeEntry> ageBands,
        @Nullable List<DeclaredEntry> declares,
        @Nullable Map<String, String> validFor,
        @Nullable List<ParameterEntry> parameters,
        @Nullable List<RiskEntry> risks,
        @Nullable String refusal) {

    record AgeEntry(
            @Nullable String name, @Nullable Integer fromMonths, @Nullable Integer belowMonths) {}

    /**
     * @param digits after the point at which it is banded; none if missing
     * @param codes for words, those whose index is the value
     */
    record DeclaredEntry(
            @Nullable String name,
            @Nullable String unit,
            @Nullable Integer digits,
            @Nullable List<String> codes) {}

    /**
     * @param take first (if missing), newest, worst, any
     */
    record ParameterEntry(
            @Nullable String name,
            @Nullable String display,
            @Nullable String take,
            @Nullable List<SourceEntry> sources) {}

    /**
     * @param unit must be that of the inputs
     * @param bands where age does not change them
     * @param bandsByAge by the name of the age band
     */
    record SourceEntry(
            @Nullable List<String> inputs,
            @Nullable String unit,
            @Nullable List<BandEntry> bands,
            @Nullable Map<String, List<BandEntry>> bandsByAge) {}

    /**
     * Ends at {@code upTo}, which belongs to it, or {@code below}, which does not; or not at all.
     */
    record BandEntry(@Nullable Double upTo, @Nullable Double below, @Nullable Integer points) {}

    record RiskEntry(@Nullable String name, @Nullable Integer atLeast) {}
}
