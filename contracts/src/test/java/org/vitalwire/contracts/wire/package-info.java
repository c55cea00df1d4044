@NullMarked
package org.vitalwire.contracts.wire;

import org.jspecify.annotations.NullMarked;
