package org.vitalwire.gateway.codec.medtech;

import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;

/** Maps and lists for JSONPath; each look costs a step. */
final class CountingJsonProvider extends AbstractJsonProvider {

    @Override
    public Object getArrayIndex(Object array, int index) {
        EvaluationBudget.spend(1);
        return super.getArrayIndex(array, index);
    }

    @Override
    public Object getMapValue(Object map, String key) {
        EvaluationBudget.spend(1);
        return super.getMapValue(map, key);
    }

    @Override
    public Collection<String> getPropertyKeys(Object map) {
        Collection<String> keys = super.getPropertyKeys(map);
        EvaluationBudget.spend(keys.size());
        return keys;
    }

    @Override
    public Iterable<?> toIterable(Object container) {
        EvaluationBudget.spend(length(container));
        return super.toIterable(container);
    }

    @Override
    public Object parse(String json) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object parse(InputStream json, String charset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toJson(Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object createArray() {
        return new ArrayList<>();
    }

    @Override
    public Object createMap() {
        return new LinkedHashMap<>();
    }
}
