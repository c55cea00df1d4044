package org.vitalwire.standalone.command;

import java.util.concurrent.Callable;
import org.vitalwire.standalone.login.DemoUsers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitalwire logins}. */
@Command(
        name = "logins",
        description = "Prints the demo users of this installation.",
        mixinStandardHelpOptions = true)
public final class LoginsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Override
    public Integer call() {
        installation.url();
        new DemoUsers(installation.secrets())
                .describe()
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
