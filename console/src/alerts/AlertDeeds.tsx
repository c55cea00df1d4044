import { useId, useState } from 'react';
import { alertWords } from '../words/alerts';
import { DeedDialog, type Asked } from './DeedDialog';
import { type Deed, type DeedKind, deedsOf, type Person } from './deeds';
import type { Alert } from './model';
import { isAskedAgain } from './order';

interface Props {
  readonly alert: Alert;
  readonly person: Person;
  readonly doing: DeedKind | null;
  readonly onDeed: (alert: Alert, deed: Deed) => Promise<boolean>;
}

const FIRST: readonly DeedKind[] = ['accept', 'resume', 'resolve'];

/** What can be done: the likeliest with one tap, the others behind "More", each with its reason. */
export function AlertDeeds({ alert, person, doing, onDeed }: Props) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<{ readonly kind: Asked; readonly seen: Alert } | null>(null);
  const more = useId();
  const words = alertWords();
  const deeds = deedsOf(alert, person);
  const front = deeds.find((kind) => FIRST.includes(kind)) ?? (deeds.length === 1 ? (deeds[0] ?? null) : null);
  const others = deeds.filter((kind) => kind !== front);
  if (deeds.length === 0) {
    return alert.open && alert.acknowledgement === null && !alert.retrospective ? (
      <p className="alert-note alert-foot">{words.notAccepted}</p>
    ) : null;
  }

  const begin = (kind: DeedKind) => {
    setOpen(false);
    switch (kind) {
      case 'accept':
      case 'resume':
      case 'resolve':
        return void onDeed(alert, { kind });
      case 'reject':
      case 'hand-over':
      case 'pause':
      case 'switch-off':
      case 'dispose':
        return setAsked({ kind, seen: alert });
    }
  };
  return (
    <div className="alert-foot">
      {others.length === 0 ? null : (
        <button
          type="button"
          className="button button-more"
          aria-expanded={open}
          aria-controls={more}
          onClick={() => setOpen(!open)}
        >
          {words.more}
          <span className="unseen">{words.about(alert.title)}</span>
        </button>
      )}
      {front === null ? null : (
        <button
          type="button"
          className={front === 'accept' ? 'button button-acknowledge' : 'button'}
          disabled={doing !== null}
          aria-describedby={`alert-${alert.id}`}
          onClick={() => begin(front)}
        >
          {doing === null ? deedWord(front, alert) : words.doing[doing]}
        </button>
      )}
      <div id={more} className="alert-more" hidden={!open}>
        {others.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button button-small"
            disabled={doing !== null}
            onClick={() => begin(kind)}
          >
            {deedWord(kind, alert)}
          </button>
        ))}
      </div>
      {asked === null ? null : (
        <DeedDialog kind={asked.kind} alert={asked.seen} onDeed={onDeed} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

function deedWord(kind: DeedKind, alert: Alert): string {
  const words = alertWords();
  if (kind === 'accept' && isAskedAgain(alert)) return words.stillMine;
  if (kind === 'reject' && alert.acknowledgement !== null) return words.giveBack;
  return words.deeds[kind];
}
