package org.vitalwire.gateway.association;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How an association came to be. The code is the name in lower case. */
enum AssociationMethod {
    /** Both were scanned at the bedside. */
    SCAN,
    /** The hospital's own admission messages said so. */
    ADT,
    /** Somebody or something said so over the API. */
    API;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AssociationMethod> ofCode(String code) {
        return Stream.of(values()).filter(method -> method.code().equals(code)).findFirst();
    }
}
