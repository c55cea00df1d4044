/** Problem details and live streams over HTTP. */
@NullMarked
package org.vitalwire.kit.web;

import org.jspecify.annotations.NullMarked;
