package org.vitalwire.ingest.storage;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the storage, for operators and auditors: numbers and times, nobody's values. */
@RestController
class StorageStateController {

    private final StorageFigures figures;
    private final IntakeWatch intake;
    private final StorageSettings settings;
    private final InstantSource clock;

    StorageStateController(
            StorageFigures figures,
            IntakeWatch intake,
            StorageSettings settings,
            InstantSource clock) {
        this.figures = figures;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/api/v1/storage")
    @PreAuthorize("hasAnyRole('OPERATOR', 'AUDITOR')")
    StorageAnswer storage() {
        Instant now = clock.instant();
        IntakePace.Pace pace = intake.look();
        Long waiting = intake.lagMessages();
        StorageFigures.Server server = figures.server();
        StorageFigures.Ends ends = figures.ends();
        return new StorageAnswer(
                now,
                server.timescale(),
                server.version(),
                pace.rowsPerSecond(),
                waiting,
                pace.lagSeconds() == null && waiting != null && waiting == 0
                        ? Double.valueOf(0)
                        : pace.lagSeconds(),
                ends.oldest(),
                ends.newest(),
                server.bytes(),
                figures.tables(settings.keeps().keySet()),
                DiskForecast.of(figures.sizes(now), space(settings.dataDirectory())),
                figures.rollUps(),
                figures.retention(settings.keeps()));
    }

    /** Null where the database's disk is not ours to see. */
    private static DiskForecast.@Nullable Space space(@Nullable Path directory) {
        if (directory == null) {
            return null;
        }
        try {
            FileStore disk = Files.getFileStore(directory);
            return new DiskForecast.Space(disk.getTotalSpace(), disk.getUsableSpace());
        } catch (IOException e) {
            // The answer says that it is not known; the rest of it is.
            return null;
        }
    }
}
