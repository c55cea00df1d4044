/** Data reports of personal health devices, IEEE 11073-20601. */
@NullMarked
package org.vitalwire.gateway.codec.personalhealth;

import org.jspecify.annotations.NullMarked;
