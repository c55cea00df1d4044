/** Tests. */
@NullMarked
package org.vitalwire.alert.channel.phone;

import org.jspecify.annotations.NullMarked;
