package org.vitalwire.alert.channel.chat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.MessageText;
import tools.jackson.databind.json.JsonMapper;

/** A message as chat systems take it. */
final class ChatBody {

    private final MessageText text;

    ChatBody(MessageText text) {
        this.text = text;
    }

    /** Slack's incoming webhook: {@code text} in its mark-up. */
    String slack(Message message) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "text",
                                Stream.of(
                                                "*" + escaped(text.title(message)) + "*",
                                                escaped(text.body(message)),
                                                message.link()
                                                        .map(link ->
                                                                "<"
                                                                        + link
                                                                        + "|"
                                                                        + text.open(
                                                                                message.language())
                                                                        + ">")
                                                        .orElse(""),
                                                "_" + text.secondary(message.language()) + "_")
                                        .filter(line -> !line.isEmpty())
                                        .collect(Collectors.joining("\n"))));
    }

    /** A workflow of Microsoft Teams "when a webhook request is received": an Adaptive Card. */
    String teams(Message message) {
        Map<String, Object> card =
                Map.of(
                        "$schema",
                        "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type",
                        "AdaptiveCard",
                        "version",
                        "1.4",
                        "body",
                        List.of(
                                Map.of(
                                        "type",
                                        "TextBlock",
                                        "text",
                                        text.title(message),
                                        "weight",
                                        "Bolder",
                                        "size",
                                        "Medium",
                                        "wrap",
                                        true,
                                        "color",
                                        colour(message)),
                                block(text.body(message)),
                                block(text.secondary(message.language()))),
                        "actions",
                        message.link().stream()
                                .map(link ->
                                        Map.of(
                                                "type",
                                                "Action.OpenUrl",
                                                "title",
                                                text.open(message.language()),
                                                "url",
                                                link.toString()))
                                .toList());
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "type",
                                "message",
                                "attachments",
                                List.of(
                                        Map.of(
                                                "contentType",
                                                "application/vnd.microsoft.card.adaptive",
                                                "content",
                                                card))));
    }

    /** The priority stands in words before it. */
    private static String colour(Message message) {
        return switch (message.priority()) {
            case HIGH -> "Attention";
            case MEDIUM -> "Warning";
            case LOW -> "Accent";
        };
    }

    private static Map<String, Object> block(String text) {
        return Map.of("type", "TextBlock", "text", text, "wrap", true);
    }

    /** So that nobody is called by {@code <!channel>}, and no link is made. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
