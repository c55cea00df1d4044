/** Work in the background that is done at a call, or at the latest after a while. */
@NullMarked
package org.vitalwire.alert.work;

import org.jspecify.annotations.NullMarked;
