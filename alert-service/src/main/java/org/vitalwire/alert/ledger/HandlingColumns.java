package org.vitalwire.alert.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vitalwire.alert.episode.Calling;
import org.vitalwire.alert.episode.Calling.Underway;
import org.vitalwire.alert.episode.Disposition;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.Handling;
import org.vitalwire.alert.episode.RejectReason;
import org.vitalwire.alert.episode.Responsibility;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.alert.episode.Responsibility.Rejection;
import org.vitalwire.alert.episode.Signal;
import org.vitalwire.alert.episode.Signal.Silenced;
import org.vitalwire.alert.episode.SilenceReason;
import tools.jackson.databind.json.JsonMapper;

/** What people and time have made of an episode, as columns of its row. */
final class HandlingColumns {

    private record Item(String by, Instant at, String reason, int round) {}

    private final JsonMapper json = JsonMapper.builder().build();

    /** From {@code signal} on, in the order of the statement. */
    Object[] values(Episode episode) {
        Handling handling = episode.handling();
        Optional<Silenced> silenced = handling.signal().silenced();
        Optional<Underway> underway =
                handling.calling() instanceof Underway u ? Optional.of(u) : Optional.empty();
        return SqlRow.of(
                signalOf(handling.signal()),
                Columns.time(silenced.map(Silenced::until)),
                silenced.map(Silenced::by).orElse(null),
                silenced.map(s -> s.reason().code()).orElse(null),
                write(handling.responsibility().rejections()),
                handling.calling().round(),
                Columns.time(underway.map(Underway::since)),
                underway.map(Underway::taken).orElse(0),
                underway.flatMap(Underway::first).orElse(null),
                Columns.time(handling.remindAt()),
                Columns.time(episode.due()),
                handling.disposition().map(d -> d.code().code()).orElse(null),
                handling.disposition().map(Disposition::by).orElse(null),
                Columns.time(handling.disposition().map(Disposition::at)));
    }

    Handling read(ResultSet row) throws SQLException {
        return new Handling(
                responsibility(row),
                signal(row),
                calling(row),
                Columns.optionalInstant(row, "remind_at"),
                disposition(row));
    }

    private Responsibility responsibility(ResultSet row) throws SQLException {
        Optional<String> accepted = Columns.optionalText(row, "acknowledged_by");
        if (accepted.isPresent()) {
            return new AcceptedBy(accepted.get(), Columns.instant(row, "acknowledged_at"));
        }
        List<Rejection> rejections = readRejections(row.getString("rejections"));
        return rejections.isEmpty()
                ? Responsibility.undefined()
                : new Responsibility.RejectedBy(rejections);
    }

    private static Calling calling(ResultSet row) throws SQLException {
        int round = row.getInt("call_round");
        Optional<Instant> since = Columns.optionalInstant(row, "call_since");
        return since.isEmpty()
                ? new Calling.Rest(round)
                : new Underway(
                        round,
                        since.get(),
                        row.getInt("calls_taken"),
                        Columns.optionalInstant(row, "due_at"),
                        Columns.optionalText(row, "call_first"));
    }

    private static Signal signal(ResultSet row) throws SQLException {
        String signal = row.getString("signal");
        return switch (signal) {
            case "enabled" -> new Signal.Enabled();
            case "paused" ->
                    new Signal.Paused(
                            Columns.instant(row, "signal_until"),
                            row.getString("signal_by"),
                            silenceReason(row));
            case "off" ->
                    new Signal.Off(
                            Columns.instant(row, "signal_until"),
                            row.getString("signal_by"),
                            silenceReason(row));
            default -> throw new IllegalStateException("no signal is " + signal);
        };
    }

    /** Codes of later releases are other reasons here. */
    private static SilenceReason silenceReason(ResultSet row) throws SQLException {
        return SilenceReason.ofCode(row.getString("signal_reason")).orElse(SilenceReason.OTHER);
    }

    private static Optional<Disposition> disposition(ResultSet row) throws SQLException {
        Optional<Disposition.Code> code =
                Columns.optionalText(row, "disposition").flatMap(Disposition.Code::ofCode);
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Disposition(
                                code.get(),
                                row.getString("disposition_by"),
                                Columns.instant(row, "disposition_at")));
    }

    private static String signalOf(Signal signal) {
        return switch (signal) {
            case Signal.Enabled _ -> "enabled";
            case Signal.Paused _ -> "paused";
            case Signal.Off _ -> "off";
        };
    }

    private String write(List<Rejection> rejections) {
        return rejections.isEmpty()
                ? "[]"
                : json.writeValueAsString(
                        rejections.stream()
                                .map(r -> new Item(r.by(), r.at(), r.reason().code(), r.round()))
                                .toList());
    }

    private List<Rejection> readRejections(String text) {
        return text.equals("[]")
                ? List.of()
                : Stream.of(json.readValue(text, Item[].class))
                        .map(item ->
                                new Rejection(
                                        item.by(),
                                        item.at(),
                                        RejectReason.ofCode(item.reason())
                                                .orElse(RejectReason.OTHER),
                                        item.round()))
                        .toList();
    }
}
