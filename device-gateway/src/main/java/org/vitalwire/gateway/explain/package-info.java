/** What becomes of a payload and why, step by step, without storing it. */
@NullMarked
package org.vitalwire.gateway.explain;

import org.jspecify.annotations.NullMarked;
