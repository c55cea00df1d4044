package org.vitalwire.standalone.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.vitalwire.standalone.run.Secrets;

/** People to try the platform as. Their passwords were made for this installation alone. */
public final class DemoUsers {

    /** All roles there are. */
    public static final List<String> ROLES =
            List.of("clinician", "charge-nurse", "operator", "integrator", "auditor");

    /**
     * @param careUnits {@code *} for all
     */
    record DemoUser(String name, String role, List<String> careUnits) {}

    private static final List<DemoUser> USERS =
            List.of(
                    new DemoUser("clinician", "clinician", List.of("*")),
                    new DemoUser("nurse-a", "clinician", List.of("ward-a")),
                    new DemoUser("charge-nurse", "charge-nurse", List.of("*")),
                    new DemoUser("operator", "operator", List.of("*")),
                    new DemoUser("integrator", "integrator", List.of("*")),
                    new DemoUser("auditor", "auditor", List.of("*")));

    private final Secrets secrets;

    public DemoUsers(Secrets secrets) {
        this.secrets = secrets;
    }

    /** For people: name, password, role and units of each. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add("Demo logins of this installation (user, password, role, care units):");
        for (DemoUser user : USERS) {
            lines.add(
                    "  %-13s %-26s %-13s %s"
                            .formatted(
                                    user.name(),
                                    password(user),
                                    user.role(),
                                    user.careUnits().equals(List.of("*"))
                                            ? "all"
                                            : String.join(",", user.careUnits())));
        }
        return lines;
    }

    Optional<DemoUser> find(String name) {
        return USERS.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    UserDetailsService asUserDetails(PasswordEncoder encoder) {
        UserDetails[] details =
                USERS.stream()
                        .map(user ->
                                User.withUsername(user.name())
                                        .password(encoder.encode(password(user)))
                                        .build())
                        .toArray(UserDetails[]::new);
        return new InMemoryUserDetailsManager(details);
    }

    private String password(DemoUser user) {
        return secrets.obtain("login-" + user.name());
    }
}
