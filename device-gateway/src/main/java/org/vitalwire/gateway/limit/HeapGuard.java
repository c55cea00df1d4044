package org.vitalwire.gateway.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * Whether the heap is so full, even after collection, that nothing more should be read. What is in
 * flight has bounds of its own; this is for what nobody thought of.
 */
public final class HeapGuard {

    private final List<MemoryPoolMXBean> pools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
    private final double watermark;

    HeapGuard(double watermark, MeterRegistry meters) {
        this.watermark = watermark;
        meters.gauge("vitalwire.gateway.heap.kept", this, HeapGuard::kept);
    }

    public boolean isShort() {
        return kept() > watermark;
    }

    /** What the newest collections left, as a part of the heap at its largest. */
    double kept() {
        long used = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage left = pool.getCollectionUsage();
            if (left != null) {
                used += left.getUsed();
            }
        }
        return (double) used / Runtime.getRuntime().maxMemory();
    }
}
