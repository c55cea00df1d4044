import { useState } from 'react';
import { Card, PolledContent } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { Mark } from '../layout/Mark';
import { fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { type Api, explain, isNotFound } from '../wire/api';
import { censusWords } from '../words/census';
import { heldMessagesOf } from './decode';
import type { HeldMessage } from './model';

interface Props {
  readonly api: Api;
  readonly onReplayed: () => void;
}

const REFRESH_MILLIS = 10_000;
const PATH = '/api/v1/adt/quarantine';

/** Admission messages that nobody could follow: why, and another try. Nothing of what they say. */
export function HeldMessagesCard({ api, onReplayed }: Props) {
  const w = censusWords();
  const messages = usePolled('held messages', REFRESH_MILLIS, async () => {
    try {
      return heldMessagesOf(await api.get(PATH));
    } catch (failure) {
      // Where no admission messages are taken there is no such path.
      if (isNotFound(failure)) return null;
      throw failure;
    }
  });
  const [done, setDone] = useState<string | null>(null);
  const [discarded, setDiscarded] = useState<HeldMessage | null>(null);
  const finished = (what: string) => {
    setDone(what);
    void messages.refresh();
    onReplayed();
  };
  if (messages.readAt !== null && messages.value === null) return null;
  return (
    <Card title={w.held}>
      <div aria-live="polite">
        {done === null ? null : (
          <p className="outcome" role="status">
            <Mark grade="good" /> {done}
          </p>
        )}
      </div>
      <PolledContent state={messages} everyMillis={REFRESH_MILLIS} what={w.held}>
        {(held) =>
          held === null || held.length === 0 ? (
            <p className="quiet">{w.noneHeld}</p>
          ) : (
            <div className="census-scroll" tabIndex={0} role="region" aria-label={w.table(w.held)}>
              <table className="plain-table stacks-on-phone">
                <thead>
                  <tr>
                    <th scope="col">{w.columns.received}</th>
                    <th scope="col">{w.columns.message}</th>
                    <th scope="col">{w.columns.why}</th>
                    <th scope="col">{w.columns.again}</th>
                  </tr>
                </thead>
                <tbody>
                  {held.map((message) => (
                    <Row
                      key={message.id}
                      message={message}
                      replay={async () => {
                        await api.post(`${PATH}/${message.id}/replay`);
                        finished(w.replayed(message.trigger));
                      }}
                      onDiscard={() => setDiscarded(message)}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </PolledContent>
      {discarded === null ? null : (
        <ConfirmDialog
          title={w.discardTitle(discarded.trigger, discarded.sender)}
          action={w.discard}
          grave
          onClose={() => setDiscarded(null)}
          onConfirm={async () => {
            await api.remove(`${PATH}/${discarded.id}`);
            finished(w.discarded(discarded.trigger));
          }}
        >
          <p>{w.discardMore}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

interface RowProps {
  readonly message: HeldMessage;
  readonly replay: () => Promise<void>;
  readonly onDiscard: () => void;
}

function Row({ message, replay, onDiscard }: RowProps) {
  const w = censusWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await replay();
    } catch (caught) {
      setFailure(explain(caught));
    }
    setBusy(false);
  };
  return (
    <tr>
      <td>{message.receivedAt === null ? '–' : fullTime(message.receivedAt)}</td>
      <td>
        <strong>{message.trigger}</strong>
        <span className="cell-more cell-break">{message.sender}</span>
        <span className="cell-more cell-break quiet">{message.controlId}</span>
      </td>
      <td className="cell-break">
        <strong>{message.place}</strong>
        <span className="cell-more">{message.reason}</span>
        {failure === null ? null : (
          <span className="cell-more failure" role="alert">
            {w.stillHeld(failure)}
          </span>
        )}
      </td>
      <td>
        <div className="census-actions">
          <button
            type="button"
            className="button"
            disabled={busy}
            aria-label={w.replayOne(message.trigger, message.controlId)}
            onClick={() => void attempt()}
          >
            {w.replay}
          </button>
          <button
            type="button"
            className="button"
            disabled={busy}
            aria-label={w.discardOne(message.trigger, message.controlId)}
            onClick={onDiscard}
          >
            {w.discard}
          </button>
        </div>
      </td>
    </tr>
  );
}
