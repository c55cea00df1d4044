package org.vitalwire.analytics.score;

/** Which of the sources of a parameter counts, where more than one of them is fresh. */
public enum Take {
    /** The first in the order of the table. */
    FIRST,
    /** The one that was measured last. */
    NEWEST,
    /**
     * The one that gives the most points; one that was measured more than {@value
     * #TAKEOVER_MINUTES} minutes before the newest no longer has a say.
     */
    WORST,
    /**
     * "This or that": any of them suffices for the points, but none is given unless all of them are
     * there, as each alone might have given them.
     */
    ANY;

    static final int TAKEOVER_MINUTES = 15;
    static final long TAKEOVER = TAKEOVER_MINUTES * 60_000_000L;
}
