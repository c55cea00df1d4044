/**
 * Web push: to browsers and installed web apps, through their makers' push services, which see
 * neither content nor person (RFC 8030, 8291, 8292).
 */
@NullMarked
package org.vitalwire.alert.channel.push;

import org.jspecify.annotations.NullMarked;
