/** Episodes, their transitions and what is to be sent, in the database and in one transaction. */
@NullMarked
package org.vitalwire.alert.ledger;

import org.jspecify.annotations.NullMarked;
