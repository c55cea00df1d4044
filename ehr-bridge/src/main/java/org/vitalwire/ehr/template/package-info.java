/**
 * A site's own way of writing Observations: Microsoft MedTech's FHIR mapping (`CollectionFhir` with
 * `CodeValueFhir` templates), read, checked, bound to our signs and applied. Pure.
 *
 * <p>What the members mean: microsoft/iomt-fhir, docs/Configuration.md.
 */
@NullMarked
package org.vitalwire.ehr.template;

import org.jspecify.annotations.NullMarked;
