/**
 * The catalogue of vital signs: codes, canonical units, plausible ranges, and the flags a value can
 * carry.
 */
@NullMarked
package org.vitalwire.contracts.vitals;

import org.jspecify.annotations.NullMarked;
