package org.vitalwire.kit.web;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is wrong with one document, gathered by its place while it is read, so that everything is
 * told at once. Not for several threads.
 */
public final class DocumentProblems {

    /** A misspelt field must not pass for an absent one. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final String what;
    private final List<DocumentProblem> problems = new ArrayList<>();

    /**
     * @param what is read, for example {@code the team}
     */
    public DocumentProblems(String what) {
        this.what = what;
    }

    /**
     * @throws InvalidDocumentException where it is no JSON, or has a field that the type has not or
     *     that is of another form; nothing more can be said of it then
     */
    public <T> T parse(String json, Class<T> type) {
        try {
            T document = JSON.readValue(json, type);
            if (document != null) {
                return document;
            }
        } catch (DatabindException e) {
            // Without the cause, here and below: it quotes what was sent.
            throw new InvalidDocumentException(
                    what, place(e), "is not a field here, or not of the right form");
        } catch (JacksonException e) {
            throw new InvalidDocumentException(what, "", "is not JSON");
        }
        throw new InvalidDocumentException(what, "", "is missing");
    }

    /**
     * @param field as in {@link DocumentProblem#field()}
     */
    public void add(String field, String message) {
        problems.add(new DocumentProblem(field, message));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /**
     * @throws InvalidDocumentException with every fault, where there is one
     */
    public void refuse() {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(what, problems);
        }
    }

    private static String place(DatabindException e) {
        StringBuilder place = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return place.toString();
    }
}
