package org.vitalwire.alert.channel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which URLs that people gave us may be called: https ones that lead out of the private network,
 * and hosts that the operator named. Asked before an address is kept and again before each call,
 * when the name's address is looked up and, for the JVM remembers it for some seconds, the call's
 * is the same.
 */
public final class OutwardAddresses {

    private static final int LONGEST = 2_000;
    private static final int CARRIER_GRADE_NAT = 100;

    private final Set<String> insideHosts;

    public OutwardAddresses(Set<String> insideHosts) {
        this.insideHosts = Set.copyOf(insideHosts);
    }

    /** What is wrong with it; empty where it may be called. Looks the host's name up. */
    public Optional<String> problemWith(String url) {
        if (url.length() > LONGEST) {
            return Optional.of("is too long");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            return Optional.of("is not a URL");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getFragment() != null) {
            return Optional.of("must be a URL with a host, without user and fragment");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must begin with https://");
        }
        if (insideHosts.contains(uri.getHost())) {
            return Optional.empty();
        }
        if (!scheme.equals("https")) {
            return Optional.of("must begin with https://");
        }
        return leadsInside(uri.getHost());
    }

    private static Optional<String> leadsInside(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInside(address)) {
                    return Optional.of("leads into a private network");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException _) {
            return Optional.of("has a host that is not known");
        }
    }

    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            // fc00::/7 is local to a site; 2002::/16 and 64:ff9b::/32 carry an IPv4 address inside.
            return isSpecial(address)
                    || (first & 0xfe) == 0xfc
                    || (first == 0x20 && second == 0x02)
                    || (first == 0x00 && second == 0x64);
        }
        return isSpecial(address)
                || first == 0
                || first >= 240
                || (first == CARRIER_GRADE_NAT && second >= 64 && second < 128)
                || (first == 192 && second == 0 && bytes[2] == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    private static boolean isSpecial(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
