package org.vitalwire.alert.channel;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys that this service makes for itself at its first start and keeps in its schema, so that all
 * replicas have the same and a restart changes none.
 */
public final class ChannelSecrets {

    private final JdbcClient jdbc;

    public ChannelSecrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The kept one, else a new one; of two replicas that make one at once, both get the first's.
     */
    public byte[] keep(String name, Supplier<byte[]> make) {
        return jdbc.sql("select value from channel_secret where name = ?")
                .param(name)
                .query(byte[].class)
                .optional()
                .orElseGet(() -> {
                    jdbc.sql(
                                    """
                                    insert into channel_secret (name, value, created_at) values (?, ?, now())
                                    on conflict (name) do nothing
                                    """)
                            .param(name)
                            .param(make.get())
                            .update();
                    return jdbc.sql("select value from channel_secret where name = ?")
                            .param(name)
                            .query(byte[].class)
                            .single();
                });
    }
}
