/**
 * The life of a condition in event time: delay before it starts, depth while it lasts, hysteresis
 * before it ends. Pure; knows nothing of signs or scores.
 */
@NullMarked
package org.vitalwire.analytics.condition;

import org.jspecify.annotations.NullMarked;
