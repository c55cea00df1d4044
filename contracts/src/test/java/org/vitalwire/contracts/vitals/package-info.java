@NullMarked
package org.vitalwire.contracts.vitals;

import org.jspecify.annotations.NullMarked;
