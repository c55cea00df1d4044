@NullMarked
package org.vitalwire.alert.statistics;

import org.jspecify.annotations.NullMarked;
