package org.vitalwire.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.channel.Channel;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;

/** A channel that does what a test says, and remembers what it was given. */
final class TestChannel implements Channel {

    /** What it does with a message. */
    @FunctionalInterface
    interface Behaviour {
        Outcome send(Message message, String address) throws InterruptedException;
    }

    /** A message as it arrived. */
    record Arrived(Message message, String address) {}

    private final String name;
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = (_, _) -> new Outcome.Received();

    TestChannel(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome send(Message message, String address) throws InterruptedException {
        arrived.add(new Arrived(message, address));
        return behaviour.send(message, address);
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    /** By the person for whom it was. */
    List<Message> arrivedFor(String person) {
        return arrived.stream()
                .map(Arrived::message)
                .filter(message -> message.person().equals(person))
                .toList();
    }

    /** Two of them, for services that are started with it. */
    @Configuration(proxyBeanMethods = false)
    static class Two {

        @Bean
        TestChannel firstTestChannel() {
            return new TestChannel("first");
        }

        @Bean
        TestChannel secondTestChannel() {
            return new TestChannel("second");
        }
    }
}
