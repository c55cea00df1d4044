/**
 * Whether a sign rises or falls: a slope over a window, with how sure it is that it is not chance.
 * Pure, in bounded memory, for a value a second as for one an hour.
 */
@NullMarked
package org.vitalwire.analytics.trend;

import org.jspecify.annotations.NullMarked;
