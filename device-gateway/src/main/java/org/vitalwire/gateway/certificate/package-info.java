/** The gateway's certificate authority and its own TLS identity. */
@NullMarked
package org.vitalwire.gateway.certificate;

import org.jspecify.annotations.NullMarked;
