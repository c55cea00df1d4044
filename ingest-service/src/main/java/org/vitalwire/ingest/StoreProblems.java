package org.vitalwire.ingest;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
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

    private static final Logger log = LoggerFactory.getLogger(StoreProblems.class);

    @ExceptionHandler({
        StoreUnavailableException.class,
        DataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<ProblemDetail> unavailable(RuntimeException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        // By name and state only: a database's message may quote values.
        log.atWarn()
                .addKeyValue("code", FailureCode.STORE_UNAVAILABLE)
                .addKeyValue("exception", cause.getClass().getName())
                .addKeyValue(
                        "sqlState", cause instanceof SQLException sql ? sql.getSQLState() : null)
                .log("a reader was told that the database does not answer");
        ProblemDetail body =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer.");
        body.setProperty("code", FailureCode.STORE_UNAVAILABLE.name());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "5")
                .body(body);
    }
}
