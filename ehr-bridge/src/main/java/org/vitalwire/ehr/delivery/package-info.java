/**
 * Brings the ledger to the hospital's FHIR server: in order, each line exactly once whatever
 * happens between.
 */
@NullMarked
package org.vitalwire.ehr.delivery;

import org.jspecify.annotations.NullMarked;
