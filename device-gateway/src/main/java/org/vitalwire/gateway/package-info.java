/** The device gateway: what it is made of, and its main. */
@NullMarked
package org.vitalwire.gateway;

import org.jspecify.annotations.NullMarked;
