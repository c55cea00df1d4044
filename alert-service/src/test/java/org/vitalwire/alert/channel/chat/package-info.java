/** Tests. */
@NullMarked
package org.vitalwire.alert.channel.chat;

import org.jspecify.annotations.NullMarked;
