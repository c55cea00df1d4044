@NullMarked
package org.vitalwire.gateway.codec.gatt;

import org.jspecify.annotations.NullMarked;
