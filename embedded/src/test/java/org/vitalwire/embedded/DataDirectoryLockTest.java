package org.vitalwire.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryLockTest {

    @TempDir Path directory;

    @Test
    void secondHolderIsToldWhoTheFirstIs() {
        Path data = directory.resolve("not/yet/there");
        try (DataDirectoryLock held = DataDirectoryLock.acquire(data)) {
            assertThat(held.directory()).isEqualTo(data);
            assertThat(DataDirectoryLock.holder(data)).hasValue(ProcessHandle.current().pid());
            assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
                    .isInstanceOf(InfrastructureException.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void releasedDirectoryCanBeTakenAgain() {
        DataDirectoryLock.acquire(directory).close();

        assertThat(DataDirectoryLock.holder(directory)).isEmpty();
        DataDirectoryLock.acquire(directory).close();
    }

    @Test
    void otherProcessHoldingTheDirectoryIsNamedAndItsDeathFreesIt() throws Exception {
        Process other = Child.start(LockHolder.class, directory.toString());
        try {
            Child.awaitLine(other, "locked");
            assertThat(DataDirectoryLock.holder(directory)).hasValue(other.pid());
            assertThatThrownBy(() -> DataDirectoryLock.acquire(directory))
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }

        assertThat(DataDirectoryLock.holder(directory)).isEmpty();
        DataDirectoryLock.acquire(directory).close();
    }

    static final class LockHolder {
        public static void main(String[] arguments) throws InterruptedException {
            DataDirectoryLock.acquire(Path.of(arguments[0]));
            System.out.println("locked");
            Thread.sleep(60_000);
        }
    }
}
