package org.vitalwire.gateway.codec.medtech;

/**
 * Something in an uploaded template that cannot stand, or is not taken over.
 *
 * @param path where, such as {@code $.template[0].template.patientIdExpression}
 * @param what the member or its value, shortened
 * @param why in words for the template's author
 */
public record Problem(String path, String what, String why) {}
