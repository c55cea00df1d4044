package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What axe-core says of a page: who cannot see it well, or has no mouse, must be able to use it.
 */
final class Accessibility {

    private static final Path AXE =
            Path.of("..", "console", "node_modules", "axe-core", "axe.min.js");
    private static final List<String> GRAVE = List.of("serious", "critical");

    private Accessibility() {}

    /** All rules that axe-core knows. */
    static void assertNothingGrave(Page page, String what) {
        assertNothingGrave(page, what, "{}");
    }

    /** Only what the colours can spoil. */
    static void assertContrast(Page page, String what) {
        assertNothingGrave(page, what, "{runOnly: ['color-contrast']}");
    }

    private static void assertNothingGrave(Page page, String what, String options) {
        page.evaluate(source());
        Object answer =
                page.evaluate(
                        "() => axe.run(document, "
                                + options
                                + ").then(({violations, passes}) => JSON.stringify({passes:"
                                + " passes.length, violations: violations.map(({id, impact, nodes})"
                                + " => ({id, impact, where: nodes.map(({target}) => target.join('"
                                + " '))}))}))");
        JsonNode result = JsonMapper.shared().readTree(String.valueOf(answer));
        assertThat(result.path("passes").asInt()).as(what + ": rules that were met").isPositive();
        List<String> grave =
                result.path("violations")
                        .valueStream()
                        .filter(each -> GRAVE.contains(each.path("impact").asString()))
                        .map(JsonNode::toString)
                        .toList();
        assertThat(grave).as(what).isEmpty();
    }

    private static String source() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core comes with the console's npm packages", e);
        }
    }
}
