package org.vitalwire.ingest.vitals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.StoredValue;
import org.vitalwire.ingest.vitals.SeriesAnswer.Point;
import org.vitalwire.ingest.vitals.SeriesAnswer.SignSeries;

/**
 * Every value where they are few enough, else measured values that keep the curve's shape: see
 * {@link LargestTriangle}. The same for all signs of an answer. Reads every value from a cursor.
 */
final class ShapeQuery {

    private final PatientPeriods ledger;
    private final SampleStore store;

    ShapeQuery(PatientPeriods ledger, SampleStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    /** One sign while it is read: as it is for as long as that is few enough, and its shape. */
    private static final class Curve {

        private final VitalSign sign;
        private final int points;
        private final List<Point> all = new ArrayList<>();
        private final LargestTriangle shape;
        private boolean few = true;

        Curve(VitalSign sign, SeriesRequest request) {
            this.sign = sign;
            this.points = request.points();
            this.shape =
                    new LargestTriangle(
                            request.from(),
                            Duration.ofNanos(request.finestWidth() * 1_000),
                            DisplayValue.isCoded(sign));
        }

        void add(StoredValue value) {
            boolean late = value.lane() == Lane.BACKFILL;
            shape.add(value.time(), value.value(), value.flags(), late);
            if (all.size() < points) {
                all.add(Point.of(value));
            } else {
                few = false;
            }
        }

        List<Point> chosen() {
            return shape.choices().stream().map(choice -> Point.of(sign, choice)).toList();
        }
    }

    SeriesAnswer read(PatientId patientId, SeriesRequest request) {
        List<DevicePeriod> periods = ledger.of(patientId, request.from(), request.to());
        Map<VitalSign, Curve> curves = new LinkedHashMap<>();
        request.signs().forEach(sign -> curves.put(sign, new Curve(sign, request)));
        store.forEach(
                periods,
                Set.copyOf(request.signs()),
                recorded -> {
                    Curve curve = curves.get(recorded.value().sign());
                    if (curve != null) {
                        curve.add(recorded.value());
                    }
                });
        boolean few = curves.values().stream().allMatch(curve -> curve.few);
        Map<String, SignSeries> series = new LinkedHashMap<>();
        curves.forEach((sign, curve) ->
                series.put(
                        sign.code(),
                        new SignSeries(sign.entry().unit(), few ? curve.all : curve.chosen())));
        return new SeriesAnswer(
                patientId.value(), request.from(), request.to(), few ? "raw" : "lttb", series);
    }
}
