package org.vitalwire.gateway.codec.senml;

/** What a record says. */
sealed interface SenMlValue {

    /** {@code v}, with the base value added. May be NaN or infinite in CBOR. */
    record Numeric(double value) implements SenMlValue {}

    /** {@code vs} */
    record Text(String value) implements SenMlValue {}

    /** {@code vb} */
    record Flag(boolean value) implements SenMlValue {}

    /** {@code vd}, whose bytes nobody here has a use for. */
    record Data() implements SenMlValue {}

    /** Only {@code s}, the integral of values over time. */
    record Sum(double value) implements SenMlValue {}

    /** A record with regular fields, but none of the above. */
    record Missing() implements SenMlValue {}
}
