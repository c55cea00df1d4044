package org.vitalwire.gateway.mqtt;

/** The size of a packet that the decoder would not read. */
final class PacketSize {

    private PacketSize() {}

    /**
     * Netty tells it only in words ({@code message length exceeds 1048576: 2097200}); 0 when it
     * uses others.
     */
    static int of(Throwable tooLong) {
        String message = tooLong.getMessage();
        if (message == null) {
            return 0;
        }
        int size = 0;
        for (int i = message.lastIndexOf(' ') + 1; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c < '0' || c > '9' || size > 100_000_000) {
                return 0;
            }
            size = size * 10 + (c - '0');
        }
        return size;
    }
}
