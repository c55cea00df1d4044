/** From findings to alert episodes: recorded, announced, answered, resolved. */
@NullMarked
package org.vitalwire.alert;

import org.jspecify.annotations.NullMarked;
