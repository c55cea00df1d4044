import { clockTime } from '../live/clockTime';
import { useOutdated } from '../live/outdated';
import { useNow } from '../live/ticker';
import { type Clock, clockOf, OVERDUE_AFTER } from './clock';
import type { Alert, Priority } from './model';
import { alertWords } from '../words/alerts';
import { clockWords } from './words';

/** What happens next if nobody does anything, counting each second. */
export function ClockLine({ alert }: { readonly alert: Alert }) {
  const outdated = useOutdated();
  const clock = clockOf(alert, useNow());
  const words = clockWords(clock);
  if (words === null) return null;
  if (outdated !== null) {
    // Who is called next may have changed, and somebody may have accepted.
    return (
      <div className="clockline clockline-old">
        <p className="clockline-words">{alertWords().clock.outdated(clockTime(outdated))}</p>
      </div>
    );
  }
  return (
    <div className={`clockline clockline-${toneOf(clock, alert.priority)}`}>
      <p className="clockline-words">
        <Sign clock={clock} />
        {/* A screen reader would be told each second: it hears the words when it comes by. */}
        <span role="timer" aria-live="off">
          {words}
        </span>
      </p>
      {clock.kind === 'calling' ? <Progress clock={clock} /> : null}
    </div>
  );
}

function toneOf(clock: Clock, priority: Priority): 'plain' | 'due' | 'trouble' {
  switch (clock.kind) {
    case 'exhausted':
      // A low alert calls once, and that is all it should.
      return priority === 'low' ? 'plain' : 'trouble';
    case 'calling':
      if (clock.seconds < -OVERDUE_AFTER) return 'trouble';
      return clock.seconds <= 10 ? 'due' : 'plain';
    case 'rest':
    case 'unknown':
    case 'silent':
    case 'accepted':
      return 'plain';
  }
}

function Progress({ clock }: { readonly clock: Extract<Clock, { kind: 'calling' }> }) {
  const words = alertWords().clock;
  const { step, steps, waited, round } = clock;
  return (
    <p className="clockline-steps">
      <span className="unseen">{words.steps(step, steps)}</span>
      {Array.from({ length: steps }, (_, index) => (
        <span key={index} className={index < step ? 'pip pip-taken' : 'pip'} aria-hidden="true">
          {index === step && waited !== null ? (
            <span className="pip-waited" style={{ inlineSize: `${Math.round(waited * 100)}%` }} />
          ) : null}
        </span>
      ))}
      {round > 1 ? <span className="clockline-round">{words.round(round)}</span> : null}
    </p>
  );
}

/** The shape says it, too: a bell rings, a struck one does not, a hand has it. */
function Sign({ clock }: { readonly clock: Clock }) {
  const bell = 'M12 3a6 6 0 0 0-6 6v4l-2 3.5h16L18 13V9a6 6 0 0 0-6-6Zm-2.5 15a2.5 2.5 0 0 0 5 0Z';
  return (
    <svg className="clockline-sign" viewBox="0 0 24 24" aria-hidden="true">
      {clock.kind === 'accepted' ? (
        <path className="clockline-stroke" d="M12 7v5l3.5 2.5M21 12a9 9 0 1 1-3-6.7M21 3v4h-4" />
      ) : (
        <path d={bell} />
      )}
      {clock.kind === 'silent' ? <path className="clockline-stroke" d="M4 3.5 20.5 21" /> : null}
    </svg>
  );
}
