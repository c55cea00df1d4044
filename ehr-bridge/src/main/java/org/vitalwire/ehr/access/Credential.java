package org.vitalwire.ehr.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What stands in {@code Authorization}. */
sealed interface Credential permits Credential.None, Credential.Fixed, SmartTokens {

    /**
     * @throws NotAdmittedException if there is none to be had
     */
    Optional<String> authorization() throws IOException, InterruptedException;

    /**
     * The server did not take it (401).
     *
     * @return whether another one may be had
     */
    boolean refused(String authorization);

    record None() implements Credential {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }

        @Override
        public boolean refused(String authorization) {
            return false;
        }
    }

    record Fixed(String value) implements Credential {

        static Fixed bearer(String token) {
            return new Fixed("Bearer " + token);
        }

        static Fixed basic(BasicSettings settings) {
            return new Fixed(
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (settings.username() + ":" + settings.password())
                                                    .getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of(value);
        }

        @Override
        public boolean refused(String authorization) {
            return false;
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Fixed[]";
        }
    }
}
