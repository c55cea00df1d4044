@NullMarked
package org.vitalwire.contracts.event;

import org.jspecify.annotations.NullMarked;
