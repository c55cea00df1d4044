package org.vitalwire.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A clock that goes, and that a test sets wrong. */
final class JumpingClock implements InstantSource {

    private volatile Duration wrong = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(wrong);
    }

    void jump(Duration by) {
        wrong = wrong.plus(by);
    }

    void right() {
        wrong = Duration.ZERO;
    }

    /** For services that are started with it. */
    @Configuration(proxyBeanMethods = false)
    static class OfTheService {

        @Bean
        @Primary
        JumpingClock jumpingClock() {
            return new JumpingClock();
        }
    }
}
