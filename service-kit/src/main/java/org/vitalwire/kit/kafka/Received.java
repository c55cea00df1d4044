package org.vitalwire.kit.kafka;

import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.trace.TraceParent;

/** An event with what travelled beside it. */
public record Received<E>(String key, E event, @Nullable TraceParent trace) {}
