package org.vitalwire.kit.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns problems into {@code application/problem+json}. */
@RestControllerAdvice
class ApiProblemAdvice {

    @ExceptionHandler(ApiProblem.class)
    ResponseEntity<ProblemDetail> problem(ApiProblem problem) {
        return answer(problem.status(), problem.code(), problem.detail());
    }

    /** Domain records refuse bad values so; their messages name the rule and not the value. */
    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<ProblemDetail> badValue(IllegalArgumentException e) {
        return answer(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "A value is not of the right form.");
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatus status, String code, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setProperty("code", code);
        return ResponseEntity.status(status).body(body);
    }
}
