package org.vitalwire.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.vitalwire.embedded.DataDirectoryLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitalwire status}: 0 when ready, 1 when starting or not well, 3 when nothing runs. */
@Command(
        name = "status",
        description = "Says whether the platform runs and is ready.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ready", "1:starting, or not well", "3:nothing runs"})
public final class StatusCommand implements Callable<Integer> {

    private static final int NOTHING_RUNS = 3;

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OptionalLong pid = DataDirectoryLock.holder(installation.directory().root());
        if (pid.isEmpty()) {
            out.println("Nothing runs on " + installation.directory().root() + ".");
            return NOTHING_RUNS;
        }
        if (!installation.isReady()) {
            out.println("Process " + pid.getAsLong() + " is starting.");
            return 1;
        }
        URI readiness = installation.url().resolve("/actuator/health/readiness");
        boolean ready = answers(readiness);
        out.println(
                "Process "
                        + pid.getAsLong()
                        + (ready ? " is READY: " : " is NOT READY: ")
                        + installation.url());
        return ready ? 0 : 1;
    }

    private static boolean answers(URI readiness) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(readiness).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
