package org.vitalwire.gateway.limit;

/**
 * Holds back for a while when memory is short, and then reads for as long: how much is free is
 * learned from collections only, and where nothing is read there are none.
 */
public final class Breather {

    private static final int LONGEST = 5;

    private int held;
    private int let;

    /**
     * Asked at each tick.
     *
     * @return whether to read nothing until the next one
     */
    public boolean holdsBack(boolean memoryIsShort) {
        if (!memoryIsShort) {
            held = 0;
            let = 0;
            return false;
        }
        if (held < LONGEST) {
            held++;
            return true;
        }
        if (++let == LONGEST) {
            held = 0;
            let = 0;
        }
        return false;
    }
}
