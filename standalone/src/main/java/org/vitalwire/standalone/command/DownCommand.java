package org.vitalwire.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vitalwire.embedded.DataDirectoryLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitalwire down}. */
@Command(name = "down", description = "Stops the platform.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        OptionalLong pid = DataDirectoryLock.holder(installation.directory().root());
        ProcessHandle process =
                pid.isPresent() ? ProcessHandle.of(pid.getAsLong()).orElse(null) : null;
        if (process == null) {
            out.println("Nothing runs on " + installation.directory().root() + ".");
            return 0;
        }
        out.println("Stopping process " + process.pid() + " ...");
        out.flush();
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            out.println("It did not stop within " + PATIENCE.toSeconds() + " s; killing it.");
            process.destroyForcibly();
            process.onExit().get();
        }
        out.println("Stopped.");
        return 0;
    }
}
