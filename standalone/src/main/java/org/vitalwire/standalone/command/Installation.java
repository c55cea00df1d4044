package org.vitalwire.standalone.command;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.vitalwire.embedded.DataDirectoryLock;
import org.vitalwire.embedded.InfrastructureException;
import org.vitalwire.simulator.platform.PlatformDefaults;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.standalone.run.DataDirectory;
import org.vitalwire.standalone.run.Secrets;
import picocli.CommandLine.Option;

/** Finds the platform that runs on a data directory. Mixed into every command that talks to one. */
public final class Installation implements PlatformDefaults {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory of the running platform (default: ${DEFAULT-VALUE}).",
            defaultValue = "${env:VITALWIRE_DATA:-data}")
    private Path data = Path.of("data");

    public Installation() {}

    /** For a command whose {@code --data} is something else. */
    Installation(Path data) {
        this.data = data;
    }

    DataDirectory directory() {
        return new DataDirectory(data);
    }

    Secrets secrets() {
        return new Secrets(directory().secrets());
    }

    /** Tokens of any role, renewed before they expire. */
    public TokenSource tokens() {
        return tokens(url().toString(), secrets());
    }

    public static TokenSource tokens(String url, Secrets secrets) {
        return new RenewingTokens(new Tokens(URI.create(url), secrets), Clock.systemUTC());
    }

    /** Where the keys of devices lie that were enrolled from this machine. */
    @Override
    public Path keys() {
        return directory().devices();
    }

    public boolean isReady() {
        return Files.exists(directory().readyFile())
                && DataDirectoryLock.holder(directory().root()).isPresent();
    }

    /**
     * Where the platform answers.
     *
     * @throws InfrastructureException when nothing runs
     */
    @Override
    public URI url() {
        return URI.create(ready().getProperty("url"));
    }

    @Override
    public TokenSource tokens(URI url) {
        return tokens(url.toString(), secrets());
    }

    private Properties ready() {
        if (!isReady()) {
            throw new InfrastructureException(
                    "nothing runs on "
                            + directory().root()
                            + "; start it with: ./vitalwire up --background");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(directory().readyFile())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
