package org.vitalwire.gateway.waveform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.codec.IsoInstant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a packet's members from the stream of tokens, in any order, without judging them. */
final class PacketParser {

    private static final int MAX_BOOT_LENGTH = 32;

    /** What a channel said. Numbers that are none are NaN; what was not said has its default. */
    static final class SentChannel {
        String sign = "";
        @Nullable String unit;
        double factor = 1;
        double origin;
        final SampleBuffer samples = new SampleBuffer(WaveformDecoder.MOST_SAMPLES);
    }

    private final JsonParser parser;
    private final List<SentChannel> channels = new ArrayList<>(2);
    private boolean timeGiven;
    private long startMicros = IsoInstant.INVALID;
    private double hertz = Double.NaN;
    private long sequence = DecodedWaveforms.NO_SEQUENCE;
    private String boot = "";
    private boolean readable = true;

    PacketParser(JsonParser parser) {
        this.parser = parser;
    }

    /** Stands at the beginning of the object; ends at its end. */
    void parse() {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "start" -> start(token);
                case "hz" -> hertz = number(token);
                case "seq" -> sequence(token);
                case "boot" -> boot(token);
                case "channels" -> channels(token);
                default -> parser.skipChildren();
            }
        }
    }

    private void start(JsonToken token) {
        timeGiven = true;
        if (token == JsonToken.VALUE_STRING) {
            startMicros = IsoInstant.parseMicros(parser.getString());
        } else {
            parser.skipChildren();
        }
    }

    /** A sequence that is none is left out: the samples matter more. */
    private void sequence(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            sequence = Math.max(parser.getLongValue(), DecodedWaveforms.NO_SEQUENCE);
        } else {
            parser.skipChildren();
        }
    }

    private void boot(JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            String text = parser.getString();
            boot = isPlain(text) ? text : "";
        } else {
            parser.skipChildren();
        }
    }

    private void channels(JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            readable = false;
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT
                    || channels.size() >= WaveformDecoder.MOST_CHANNELS) {
                readable = false;
                parser.skipChildren();
            } else {
                channels.add(channel());
            }
        }
    }

    private SentChannel channel() {
        SentChannel channel = new SentChannel();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "sign" -> channel.sign = text(token);
                case "unit" -> channel.unit = text(token);
                case "factor" -> channel.factor = number(token);
                case "origin" -> channel.origin = number(token);
                case "samples" -> channel.samples.read(parser, token);
                default -> parser.skipChildren();
            }
        }
        return channel;
    }

    private String text(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    private double number(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        parser.skipChildren();
        return Double.NaN;
    }

    /** It becomes part of message ids: letters, digits and {@code ._-} only. */
    private static boolean isPlain(String text) {
        return text.length() <= MAX_BOOT_LENGTH
                && text.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9')
                                        || (c >= 'a' && c <= 'z')
                                        || (c >= 'A' && c <= 'Z')
                                        || c == '-'
                                        || c == '_'
                                        || c == '.');
    }

    List<SentChannel> channels() {
        return channels;
    }

    boolean timeGiven() {
        return timeGiven;
    }

    long startMicros() {
        return startMicros;
    }

    double hertz() {
        return hertz;
    }

    long sequence() {
        return sequence;
    }

    String boot() {
        return boot;
    }

    /** Whether the channels are a list of objects, and no more than there may be. */
    boolean isReadable() {
        return readable;
    }
}
