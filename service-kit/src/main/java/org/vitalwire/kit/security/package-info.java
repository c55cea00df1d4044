/** Bearer tokens on every path, roles, and whose patients a caller may see. */
@NullMarked
package org.vitalwire.kit.security;

import org.jspecify.annotations.NullMarked;
