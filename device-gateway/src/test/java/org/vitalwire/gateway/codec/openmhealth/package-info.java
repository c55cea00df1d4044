@NullMarked
package org.vitalwire.gateway.codec.openmhealth;

import org.jspecify.annotations.NullMarked;
