/** Whom a device was on, and when: the ledger that every sample is resolved by. */
@NullMarked
package org.vitalwire.gateway.association;

import org.jspecify.annotations.NullMarked;
