/** Text messages and telephone calls, through whatever provider speaks HTTP. */
@NullMarked
package org.vitalwire.alert.channel.phone;

import org.jspecify.annotations.NullMarked;
