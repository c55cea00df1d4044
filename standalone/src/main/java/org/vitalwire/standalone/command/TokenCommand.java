package org.vitalwire.standalone.command;

import java.util.concurrent.Callable;
import org.vitalwire.standalone.login.DemoUsers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitalwire token ROLE}. */
@Command(
        name = "token",
        description = "Prints a bearer token, valid for an hour, and nothing else.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Parameters(
            paramLabel = "ROLE",
            description = "clinician, charge-nurse, operator, integrator or auditor")
    private String role;

    @Override
    public Integer call() {
        if (!DemoUsers.ROLES.contains(role)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no role "
                            + role
                            + "; roles are "
                            + String.join(", ", DemoUsers.ROLES));
        }
        spec.commandLine()
                .getOut()
                .println(new Tokens(installation.url(), installation.secrets()).of(role));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
