@NullMarked
package org.vitalwire.gateway.codec.personalhealth;

import org.jspecify.annotations.NullMarked;
