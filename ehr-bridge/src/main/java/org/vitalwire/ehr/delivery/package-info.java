/**
 * Brings the ledger to the hospital's FHIR servers: in order, each line exactly once whatever
 * happens between.
 */
@NullMarked
package org.vitalwire.ehr.delivery;

import org.jspecify.annotations.NullMarked;
