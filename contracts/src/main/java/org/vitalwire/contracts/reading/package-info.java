/**
 * What a device measured, as domain records: pure values in canonical units with their three times.
 */
@NullMarked
package org.vitalwire.contracts.reading;

import org.jspecify.annotations.NullMarked;
