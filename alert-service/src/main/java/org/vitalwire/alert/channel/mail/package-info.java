/** E-mail, over the hospital's SMTP server. */
@NullMarked
package org.vitalwire.alert.channel.mail;

import org.jspecify.annotations.NullMarked;
