package org.vitalwire.kit.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The answer to a document that was read and must not be used: 422 with every fault of it. */
public final class UnsoundDocument {

    private UnsoundDocument() {}

    /**
     * @param detail for people; neither it nor the problems name a patient
     * @param problems each with its {@code field} and {@code message}
     */
    public static ResponseEntity<ProblemDetail> answer(
            String code, String detail, List<? extends Record> problems) {
        ProblemDetail body =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        body.setProperty("code", code);
        body.setProperty("problems", problems);
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).body(body);
    }
}
