/** Events to bytes and back: one codec for each topic, over the Protobuf schemas of v1. */
@NullMarked
package org.vitalwire.contracts.wire;

import org.jspecify.annotations.NullMarked;
