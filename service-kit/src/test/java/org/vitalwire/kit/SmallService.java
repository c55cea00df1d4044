package org.vitalwire.kit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.security.PublicPath;
import org.vitalwire.kit.web.ApiProblem;
import org.vitalwire.kit.web.SseHub;

/** A service with nothing of its own but a few paths. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ServiceKitConfiguration.class, SmallService.Paths.class})
class SmallService {

    @Bean
    PublicPath open() {
        return new PublicPath("/open");
    }

    @Bean(destroyMethod = "close")
    SseHub<String> words() {
        return new SseHub<>(Duration.ofMillis(200), 8);
    }

    @RestController
    static class Paths {

        private final PatientAccess access;
        private final SseHub<String> words;

        Paths(PatientAccess access, SseHub<String> words) {
            this.access = access;
            this.words = words;
        }

        @GetMapping("/open")
        String open() {
            return "open";
        }

        @GetMapping("/me")
        String me(Caller caller) {
            return caller.subject() + " " + caller.roles();
        }

        @GetMapping("/operators")
        @PreAuthorize("hasRole('OPERATOR')")
        String operators() {
            return "operators";
        }

        @GetMapping("/patients/{id}")
        String patient(Caller caller, @PathVariable String id) {
            access.requireVisible(caller, new PatientId(id));
            return "visible";
        }

        @GetMapping("/problem")
        String problem() {
            throw new ApiProblem(HttpStatus.CONFLICT, "TAKEN", "It is taken.");
        }

        @GetMapping(path = "/words", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter words() {
            return words.subscribe(
                    List.of("missed"),
                    word -> Optional.of(new SseHub.Message(word, "word", List.of(word))));
        }
    }
}
