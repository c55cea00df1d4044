package org.vitalwire.benchmarks.store;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.load.MicroClock;

/** Questions over HTTP, one at a time, and how long their answers take. Microseconds. */
final class Queries {

    private static final long LONGEST_MICROS = 600_000_000;
    private static final long GIVE_UP_MICROS = 30_000_000;

    private final IngestProcess ingest;

    Queries(IngestProcess ingest) {
        this.ingest = ingest;
    }

    /** The newest values of each patient in turn. */
    Histogram latestOfEach(int patients, int rounds) throws IOException, InterruptedException {
        Histogram histogram = new Histogram(LONGEST_MICROS, 3);
        for (int round = 0; round < rounds; round++) {
            for (int patient = 0; patient < patients; patient++) {
                time(
                        histogram,
                        "/api/v1/patients/" + WideReadings.patient(patient) + "/vitals/latest",
                        "heart-rate");
            }
        }
        return histogram;
    }

    /** Whether the service can be asked for all patients of a unit at once. */
    boolean knowsUnits() throws IOException, InterruptedException {
        return ingest.get(ingest.request(ofUnit(1), "clinician")).statusCode() == 200;
    }

    /** The newest values of up to 500 patients of the unit in one answer. */
    Histogram latestOfTheUnit(int patients, int times) throws IOException, InterruptedException {
        Histogram histogram = new Histogram(LONGEST_MICROS, 3);
        for (int i = 0; i < times; i++) {
            time(histogram, ofUnit(Math.min(patients, 500)), "heart-rate");
        }
        return histogram;
    }

    private static String ofUnit(int limit) {
        return "/api/v1/vitals/latest?unit=" + StoreBenchmark.UNIT + "&limit=" + limit;
    }

    /** One sign of one patient over the 24 hours before {@code end}, at 300 points. */
    Histogram aDay(int patients, int times, Instant end) throws IOException, InterruptedException {
        Histogram histogram = new Histogram(LONGEST_MICROS, 3);
        for (int i = 0; i < times; i++) {
            time(
                    histogram,
                    "/api/v1/patients/%s/vitals?signs=heart-rate&from=%s&to=%s&points=300"
                            .formatted(
                                    WideReadings.patient(i * 7 % patients),
                                    end.minus(24, ChronoUnit.HOURS),
                                    end),
                    "heart-rate");
        }
        return histogram;
    }

    private void time(Histogram histogram, String path, String expected)
            throws IOException, InterruptedException {
        HttpRequest request = ingest.request(path, "clinician");
        long begun = System.nanoTime();
        HttpResponse<String> answer = ingest.get(request);
        histogram.recordValue((System.nanoTime() - begun) / 1_000);
        if (answer.statusCode() != 200 || !answer.body().contains(expected)) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
    }

    /** From the hand-over of a reading to the first answer that has it, asked every 5 ms. */
    Histogram visible(Publisher publisher, int device, double seconds)
            throws IOException, InterruptedException {
        Histogram histogram = new Histogram(LONGEST_MICROS, 3);
        HttpRequest request =
                ingest.request(
                        "/api/v1/patients/" + WideReadings.patient(device) + "/vitals/latest",
                        "clinician");
        long end = MicroClock.now() + (long) (seconds * 1e6);
        while (MicroClock.now() < end) {
            long measured = MicroClock.now();
            String time = Instant.EPOCH.plus(measured, ChronoUnit.MICROS).toString();
            publisher.publish(device, measured);
            while (!ingest.get(request).body().contains(time)) {
                if (MicroClock.now() > measured + GIVE_UP_MICROS) {
                    throw new IllegalStateException("a reading did not show up");
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            histogram.recordValue(MicroClock.now() - measured);
            TimeUnit.MILLISECONDS.sleep(150 + measured % 100);
        }
        return histogram;
    }
}
