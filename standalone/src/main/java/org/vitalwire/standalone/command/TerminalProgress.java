package org.vitalwire.standalone.command;

import java.io.PrintWriter;
import org.vitalwire.analytics.evaluation.Progress;

/** A line every so many stays, on the error output: the answer stays clean. */
final class TerminalProgress implements Progress {

    private static final long EVERY = 1_000;

    private final String name;
    private final PrintWriter out;
    private long stays;

    TerminalProgress(String name, PrintWriter out) {
        this.name = name;
        this.out = out;
    }

    @Override
    public void at(long now, long expected) {
        if (now / EVERY > stays / EVERY) {
            say(now, expected);
        }
        stays = now;
    }

    void done() {
        say(stays, 0);
    }

    private void say(long now, long expected) {
        out.println(name + ": " + now + (expected > 0 ? " of " + expected : "") + " stays");
        out.flush();
    }
}
