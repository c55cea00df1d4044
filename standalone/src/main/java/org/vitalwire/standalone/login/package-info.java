/** The embedded OpenID provider with its demo users. */
@NullMarked
package org.vitalwire.standalone.login;

import org.jspecify.annotations.NullMarked;
