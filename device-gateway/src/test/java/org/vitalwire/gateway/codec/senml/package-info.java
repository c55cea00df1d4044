@NullMarked
package org.vitalwire.gateway.codec.senml;

import org.jspecify.annotations.NullMarked;
