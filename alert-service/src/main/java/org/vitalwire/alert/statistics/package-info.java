/**
 * What alerts cost and what they are good for: how many, how soon somebody accepts, how often
 * people are disturbed. Counts of care units, never of a person who works there.
 */
@NullMarked
package org.vitalwire.alert.statistics;

import org.jspecify.annotations.NullMarked;
