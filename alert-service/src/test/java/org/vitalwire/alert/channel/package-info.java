/** Tests. */
@NullMarked
package org.vitalwire.alert.channel;

import org.jspecify.annotations.NullMarked;
