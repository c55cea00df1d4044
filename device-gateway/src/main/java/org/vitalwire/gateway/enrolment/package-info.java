/** How devices come by certificates without an operator: claims, renewal, and the end of both. */
@NullMarked
package org.vitalwire.gateway.enrolment;

import org.jspecify.annotations.NullMarked;
