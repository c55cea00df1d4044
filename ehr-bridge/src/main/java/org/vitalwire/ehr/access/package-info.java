/**
 * How this installation shows a hospital's servers who it is: SMART Backend Services with keys of
 * its own, a client certificate, a password or a fixed token.
 */
@NullMarked
package org.vitalwire.ehr.access;

import org.jspecify.annotations.NullMarked;
