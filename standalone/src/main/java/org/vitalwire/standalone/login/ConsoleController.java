package org.vitalwire.standalone.login;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.kit.security.SecuritySettings;

/** Tells the console where to log in. */
@RestController
class ConsoleController {

    /** Public: where to log in is no secret. */
    record ConsoleConfig(String authority, String clientId) {}

    private final SecuritySettings security;

    ConsoleController(SecuritySettings security) {
        this.security = security;
    }

    @GetMapping("/console/config.json")
    ConsoleConfig config() {
        return new ConsoleConfig(security.issuer(), Clients.CONSOLE_ID);
    }
}
