/** Identifiers as types, so that a device is never taken for a patient. */
@NullMarked
package org.vitalwire.contracts.id;

import org.jspecify.annotations.NullMarked;
