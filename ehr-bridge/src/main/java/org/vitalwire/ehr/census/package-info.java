/** Who is on the ward: kept here, told to everybody on patients.v1. */
@NullMarked
package org.vitalwire.ehr.census;

import org.jspecify.annotations.NullMarked;
