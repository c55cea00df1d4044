import { useEffect } from 'react';
import { ageText } from '../board/age';
import { frameWords } from '../words/frame';
import { clockTime } from './clockTime';
import { type Liveness, titleOf } from './liveness';

interface Props {
  readonly values: Liveness;
  readonly alerts: Liveness;
  /** What the tab is called while all is well. */
  readonly title: string;
}

/**
 * Says over the whole page that what is on it is not of now: at its top, all around its edge, and in the
 * title of its tab. Silence must never look like calm.
 */
export function ConnectionBanner({ values, alerts, title }: Props) {
  const lost = values.kind === 'lost' || alerts.kind === 'lost';
  const w = frameWords();
  const written = titleOf(title, lost, w.notLive);
  useEffect(() => {
    document.title = written;
  }, [written]);
  if (!lost) return null;
  return (
    <>
      <div className="lost" role="alert">
        <svg className="lost-mark" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M16 3 30 28H2Z" />
          <path className="lost-mark-sign" d="M16 12v8m0 3.2v.6" />
        </svg>
        <div>
          {values.kind === 'lost' ? (
            <p>
              <strong>{w.valuesLost(clockTime(values.since))}</strong>
            </p>
          ) : null}
          {alerts.kind === 'lost' ? (
            <p className={values.kind === 'lost' ? 'lost-more' : undefined}>
              <strong>
                {values.kind === 'lost'
                  ? w.alertsLostToo(clockTime(alerts.since))
                  : w.alertsLost(clockTime(alerts.since))}
              </strong>
            </p>
          ) : null}
          <p className="lost-more">{w.watchMonitors}</p>
        </div>
        {/* Ticks: not part of what is read out again and again. */}
        <p className="lost-for" aria-hidden="true">
          {ageText(secondsSince(values, alerts))}
        </p>
      </div>
      <div className="lost-edge" aria-hidden="true" />
    </>
  );
}

function secondsSince(values: Liveness, alerts: Liveness): number {
  const since = Math.min(
    values.kind === 'lost' ? values.since : Infinity,
    alerts.kind === 'lost' ? alerts.since : Infinity,
  );
  return Math.max(0, Math.floor((Date.now() - since) / 1_000));
}
