/** Tests. */
@NullMarked
package org.vitalwire.alert.channel.push;

import org.jspecify.annotations.NullMarked;
