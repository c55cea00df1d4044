/** The whole product as its users meet it: the launcher, real devices, a real browser. */
@NullMarked
package org.vitalwire.standalone.system;

import org.jspecify.annotations.NullMarked;
