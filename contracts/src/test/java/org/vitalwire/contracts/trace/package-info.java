@NullMarked
package org.vitalwire.contracts.trace;

import org.jspecify.annotations.NullMarked;
