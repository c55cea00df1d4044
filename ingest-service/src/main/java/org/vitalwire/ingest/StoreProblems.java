package org.vitalwire.ingest;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.ingest.store.StoreUnavailableException;

/** While the database is away, a reader is told so, and to come again. */
@RestControllerAdvice("org.vitalwire.ingest")
class StoreProblems {

    @ExceptionHandler({
        StoreUnavailableException.class,
        DataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<ProblemDetail> unavailable() {
        ProblemDetail body =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer.");
        body.setProperty("code", FailureCode.STORE_UNAVAILABLE.name());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "5")
                .body(body);
    }
}
