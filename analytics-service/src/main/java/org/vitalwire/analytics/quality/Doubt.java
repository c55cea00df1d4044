package org.vitalwire.analytics.quality;

import org.vitalwire.contracts.event.HeldBack.Reason;

/**
 * Why a value is doubted.
 *
 * @param text for people
 * @param believeAfter a doubt that has lasted so long is believed, microseconds; {@link #NEVER}
 *     where it never is
 */
record Doubt(Reason reason, String text, long believeAfter) {

    static final long NEVER = Long.MAX_VALUE;
}
