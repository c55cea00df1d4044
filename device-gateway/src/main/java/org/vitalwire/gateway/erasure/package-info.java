/** Forgets a patient: takes the request, tells the services, and does the gateway's own part. */
@NullMarked
package org.vitalwire.gateway.erasure;

import org.jspecify.annotations.NullMarked;
