package org.vitalwire.alert.webhook;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.episode.Change;
import org.vitalwire.alert.ledger.DeliveryPlanner;
import org.vitalwire.contracts.id.Canary;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plans a delivery for every change that people should know of, in the transaction of the change.
 * What is retrospective is never delivered: it is too late to act on; nor is the canary.
 */
final class WebhookPlanner implements DeliveryPlanner {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    WebhookPlanner(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void plan(long eventId, Change change) {
        if (!change.notable()
                || change.after().facts().retrospective()
                || Canary.is(change.after().facts().patientId())) {
            return;
        }
        jdbc.sql(
                        """
                        insert into webhook_delivery (id, event_id, priority, body, created_at, due_at)
                        select ?, id, priority, ?, at, at from alert_event where id = ?
                        """)
                .param(UUID.randomUUID())
                .param(json.writeValueAsString(WebhookBody.of(eventId, change)))
                .param(eventId)
                .update();
    }
}
