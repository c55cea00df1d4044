/** The topics on which services meet: names, keys, retention, headers. */
@NullMarked
package org.vitalwire.contracts.topic;

import org.jspecify.annotations.NullMarked;
