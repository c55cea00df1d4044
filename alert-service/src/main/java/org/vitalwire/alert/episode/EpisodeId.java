package org.vitalwire.alert.episode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.vitalwire.contracts.event.Finding;

/** The name of an episode. */
public record EpisodeId(UUID value) {

    /**
     * The episode that this phase of this finding raises: the same whoever computes it, and however
     * often.
     */
    static EpisodeId raisedBy(Finding finding) {
        String source =
                finding.findingId()
                        + '|'
                        + finding.retrospective()
                        + '|'
                        + finding.phase()
                        + '|'
                        + finding.at();
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(source.getBytes(StandardCharsets.UTF_8)));
            // Version 8 of RFC 9562: a UUID of the maker's own making.
            long high = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
            long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new EpisodeId(new UUID(high, low));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
