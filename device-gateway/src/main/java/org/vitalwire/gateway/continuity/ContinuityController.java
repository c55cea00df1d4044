package org.vitalwire.gateway.continuity;

import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.kit.web.ApiProblem;

/** What of a device's messages came. */
@RestController
@RequestMapping("/api/v1/devices/{id}/continuity")
class ContinuityController {

    private final DeviceRegistry registry;
    private final RunStore store;

    ContinuityController(DeviceRegistry registry, RunStore store) {
        this.registry = registry;
        this.store = store;
    }

    record ContinuityView(String deviceId, List<BootView> boots) {}

    /**
     * One run in which the device counts; expected = received + refused + missing.
     *
     * @param boot the device's name for it, empty when it has none
     * @param run 1 and up where boots have no name, else 1
     * @param settledGaps numbers of {@code missing} whose places are no longer known
     */
    record BootView(
            String boot,
            int run,
            long firstSequence,
            long lastSequence,
            long expected,
            long received,
            long refused,
            long duplicates,
            long missing,
            long settledGaps,
            List<GapView> gaps,
            Instant startedAt,
            Instant lastAt) {

        static BootView of(CountedRun run) {
            return new BootView(
                    run.boot(),
                    run.run() + 1,
                    run.seen().first(),
                    run.seen().last(),
                    run.expected(),
                    run.received(),
                    run.refusedCount(),
                    run.duplicates(),
                    run.missing(),
                    run.seen().settled(),
                    run.seen().gaps().stream().map(GapView::of).toList(),
                    run.startedAt(),
                    run.lastAt());
        }
    }

    /** Numbers that did not come, both ends inclusive. */
    record GapView(long from, long to, long count, Instant noticedAt) {
        static GapView of(SequenceIntervals.Gap gap) {
            return new GapView(
                    gap.from(), gap.to(), gap.count(), CountedTime.of(gap.noticedMicros()));
        }
    }

    /** The newest run first. */
    @GetMapping
    @PreAuthorize("hasRole('OPERATOR')")
    ContinuityView continuity(@PathVariable String id) {
        if (registry.find(id) == null) {
            throw new ApiProblem(HttpStatus.NOT_FOUND, "DEVICE_NOT_FOUND", "No such device.");
        }
        return new ContinuityView(id, store.of(id).stream().map(BootView::of).toList());
    }
}
