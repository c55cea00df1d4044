package org.vitalwire.alert.channel;

/**
 * The key that a browser subscribes with ({@code applicationServerKey}). A bean of this type is
 * there where web push is enabled.
 */
public interface PushKey {

    /** Base64url, without padding, of the uncompressed point on P-256 (RFC 8292, 3.2). */
    String publicKey();
}
