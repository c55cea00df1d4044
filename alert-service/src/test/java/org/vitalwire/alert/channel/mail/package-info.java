/** Tests. */
@NullMarked
package org.vitalwire.alert.channel.mail;

import org.jspecify.annotations.NullMarked;
