/**
 * Chart lines to FHIR R4. Pure; the only package, with the facade and the delivery, that knows
 * HAPI's types.
 */
@NullMarked
package org.vitalwire.ehr.mapping;

import org.jspecify.annotations.NullMarked;
