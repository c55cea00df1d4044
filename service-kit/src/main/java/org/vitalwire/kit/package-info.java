/**
 * What every service shares. A service imports {@link org.vitalwire.kit.ServiceKitConfiguration}
 * and nothing more.
 */
@NullMarked
package org.vitalwire.kit;

import org.jspecify.annotations.NullMarked;
