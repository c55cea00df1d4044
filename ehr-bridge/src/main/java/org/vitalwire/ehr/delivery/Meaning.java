package org.vitalwire.ehr.delivery;

/** What a status of HTTP says about a resource that was to be written. */
enum Meaning {
    DONE,
    /** Perhaps later: it is to be looked for. */
    ACCEPTED,
    ABSENT,
    GONE,
    /** Somebody else wrote it meanwhile, or there are several of it. */
    CONTESTED,
    /** Nothing is wrong with the content: who we are, how fast we are, or the server itself. */
    UNAVAILABLE,
    REFUSED;

    static Meaning of(int status) {
        return switch (status) {
            case 202 -> ACCEPTED;
            case 404 -> ABSENT;
            case 409, 412 -> CONTESTED;
            case 410 -> GONE;
            case 401, 403, 407, 408, 423, 425, 429 -> UNAVAILABLE;
            default -> {
                if (status >= 200 && status < 300) {
                    yield DONE;
                }
                yield status >= 400 && status < 500 ? REFUSED : UNAVAILABLE;
            }
        };
    }

    /** Of an entry's status in a Bundle, such as {@code 201 Created}. */
    static Meaning of(String status) {
        return of(number(status));
    }

    /** 0 where there is none. */
    static int number(String status) {
        String digits = status.strip().split("\\D", 2)[0];
        return digits.length() == 3 ? Integer.parseInt(digits) : 0;
    }
}
