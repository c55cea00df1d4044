/** Which device was on which patient when, as the association ledger tells it. */
@NullMarked
package org.vitalwire.ingest.ledger;

import org.jspecify.annotations.NullMarked;
