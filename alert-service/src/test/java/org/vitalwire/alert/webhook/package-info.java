/** Signing, settings and sending. */
@NullMarked
package org.vitalwire.alert.webhook;

import org.jspecify.annotations.NullMarked;
