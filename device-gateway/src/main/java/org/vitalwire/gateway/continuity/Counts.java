package org.vitalwire.gateway.continuity;

import java.util.Map;

/** The ledger at a glance, for all devices. */
@FunctionalInterface
public interface Counts {

    /** By device id; only those that count. */
    Map<String, CountTotals> totals();
}
