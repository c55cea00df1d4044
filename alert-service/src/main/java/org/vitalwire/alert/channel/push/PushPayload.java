package org.vitalwire.alert.channel.push;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service worker of the console gets, as JSON; it is described in docs/channels.md.
 *
 * @param priority {@code high}, {@code medium}, {@code low}
 * @param token for {@code POST /api/v1/deliveries/{deliveryId}/receipt|accept|reject}
 * @param language a BCP 47 tag
 */
record PushPayload(
        String deliveryId,
        String pageId,
        String priority,
        String title,
        String body,
        @Nullable String link,
        String token,
        boolean synthetic,
        String language) {

    /** More would not be shown on a telephone. With it, any message is within what push allows. */
    private static final int LONGEST_TITLE = 200;

    private static final int LONGEST_BODY = 600;

    static PushPayload of(Message message, MessageText text, String token) {
        return new PushPayload(
                message.deliveryId().toString(),
                message.pageId().toString(),
                message.priority().code(),
                shortened(text.title(message), LONGEST_TITLE),
                shortened(text.body(message), LONGEST_BODY),
                message.link().map(Object::toString).orElse(null),
                token,
                message.synthetic(),
                message.language().toLanguageTag());
    }

    byte[] bytes() {
        return JsonMapper.shared().writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
