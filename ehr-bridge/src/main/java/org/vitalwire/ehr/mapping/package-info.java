/**
 * Chart lines to FHIR R4. Pure; besides the site's templates, the facade and the delivery the only
 * package that knows HAPI's types.
 */
@NullMarked
package org.vitalwire.ehr.mapping;

import org.jspecify.annotations.NullMarked;
