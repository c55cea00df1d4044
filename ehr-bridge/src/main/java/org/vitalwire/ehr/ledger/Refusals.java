package org.vitalwire.ehr.ledger;

import tools.jackson.databind.json.JsonMapper;

/** Refusals as the ledger keeps them. */
final class Refusals {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Refusals() {}

    static String json(Refusal refusal) {
        return JSON.writeValueAsString(refusal);
    }

    static Refusal of(String json) {
        return JSON.readValue(json, Refusal.class);
    }
}
