/**
 * What was measured, read from ingest-service when somebody asks: there is no second copy of it.
 */
@NullMarked
package org.vitalwire.ehr.measured;

import org.jspecify.annotations.NullMarked;
