package org.vitalwire.kit.web;

/**
 * One thing that is wrong with a document that was sent.
 *
 * @param field where, for example {@code channels[0].address}; empty for the document itself
 * @param message what, for people; names no patient and quotes nothing that was sent
 */
public record DocumentProblem(String field, String message) {}
