package org.vitalwire.ehr.facade;

import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/** One page of results, found by its offset: the server keeps nothing between pages. */
final class Page implements IBundleProvider {

    static final int DEFAULT_SIZE = 50;
    static final int LARGEST_SIZE = 500;

    private final int total;
    private final int offset;
    private final int size;
    private final Finder finder;
    private final IPrimitiveType<Date> published = InstantDt.withCurrentTime();

    /** Looks results up. */
    interface Finder {
        List<? extends IBaseResource> find(int offset, int atMost);
    }

    private Page(int total, int offset, int size, Finder finder) {
        this.total = total;
        this.offset = offset;
        this.size = size;
        this.finder = finder;
    }

    static Page of(int total, @Nullable Integer offset, @Nullable Integer count, Finder finder) {
        int from = offset == null ? 0 : Math.max(0, offset);
        int size = count == null ? DEFAULT_SIZE : Math.clamp(count, 0, LARGEST_SIZE);
        return new Page(total, from, size, finder);
    }

    @Override
    public Integer getCurrentPageOffset() {
        return offset;
    }

    @Override
    public Integer getCurrentPageSize() {
        return size;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<IBaseResource> getResources(int fromIndex, int toIndex) {
        int wanted = Math.min(size, toIndex - fromIndex);
        return wanted <= 0
                ? List.of()
                : (List<IBaseResource>) finder.find(offset + fromIndex, wanted);
    }

    @Override
    public Integer size() {
        return total;
    }

    @Override
    public Integer preferredPageSize() {
        return size;
    }

    @Override
    public IPrimitiveType<Date> getPublished() {
        return published;
    }

    @Override
    public @Nullable String getUuid() {
        return null;
    }
}
