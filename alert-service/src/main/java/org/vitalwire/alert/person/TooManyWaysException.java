package org.vitalwire.alert.person;

/** Somebody has as many ways to be reached as anybody may have. */
final class TooManyWaysException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
