/** Alerts and findings over HTTP. */
@NullMarked
package org.vitalwire.alert.api;

import org.jspecify.annotations.NullMarked;
