/** Takes findings from their topic into the ledger. */
@NullMarked
package org.vitalwire.alert.intake;

import org.jspecify.annotations.NullMarked;
