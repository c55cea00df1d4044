/** All devices at a glance, for those who look after them. */
@NullMarked
package org.vitalwire.gateway.fleet;

import org.jspecify.annotations.NullMarked;
