package org.vitalwire.analytics.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for when a policy is put in force; as {@link DecisionReader} reads it.
 *
 * @param policy the document
 * @param reason for the record
 * @param effectiveFrom event time; now, when absent
 * @param expiresAt for a patient it must be there
 * @param owner who answers for it; for a patient it must be there
 * @param shadow whether it is a candidate, which calls nobody
 */
record DecisionRequest(
        @Nullable JsonNode policy,
        @Nullable String reason,
        @Nullable Instant effectiveFrom,
        @Nullable Instant expiresAt,
        @Nullable String owner,
        @Nullable Boolean shadow) {}
