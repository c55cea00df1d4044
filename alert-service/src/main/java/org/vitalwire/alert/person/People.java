package org.vitalwire.alert.person;

/** What is known of the people who are called. */
@FunctionalInterface
public interface People {

    /** {@link Preferences#none} of somebody who never said anything. */
    Preferences preferences(String person);
}
