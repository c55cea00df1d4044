/**
 * One patient's analytics: compact state in, reading in, scores and findings out. Pure: no clock,
 * log or I/O; the same readings give the same findings with the same ids.
 */
@NullMarked
package org.vitalwire.analytics.patient;

import org.jspecify.annotations.NullMarked;
