/**
 * What tests share: a real Kafka and a real PostgreSQL per test JVM, services in child processes
 * that can be killed, certificates, tokens, a clock that stands still, recorded data. For tests
 * only.
 */
@NullMarked
package org.vitalwire.testkit;

import org.jspecify.annotations.NullMarked;
