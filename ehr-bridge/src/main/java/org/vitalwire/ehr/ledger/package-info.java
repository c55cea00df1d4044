/** The durable ledger of what is charted and how far it got towards the record. */
@NullMarked
package org.vitalwire.ehr.ledger;

import org.jspecify.annotations.NullMarked;
