package org.vitalwire.alert.channel.mail;

/** What we sign in to the mail server with. It does not print itself. */
record MailPassword(String value) {

    /** Used by configuration binding, which looks for a public one. */
    public static MailPassword valueOf(String value) {
        return new MailPassword(value);
    }

    @Override
    public String toString() {
        return "MailPassword";
    }
}
