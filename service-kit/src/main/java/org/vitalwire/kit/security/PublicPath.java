package org.vitalwire.kit.security;

/** A path that needs no token, such as a static page. A bean of this type opens it. */
public record PublicPath(String pattern) {}
