/**
 * The median of a window: what a single value among its neighbours is worth. Pure, in bounded
 * memory.
 */
@NullMarked
package org.vitalwire.analytics.window;

import org.jspecify.annotations.NullMarked;
