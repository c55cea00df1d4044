import { clockTime } from './clockTime';
import type { Liveness } from './liveness';

interface Props {
  readonly values: Liveness;
  readonly alerts: Liveness;
}

/** Says loudly that what is on the screen may be old. Silence must never look like calm. */
export function ConnectionBanner({ values, alerts }: Props) {
  if (values.kind !== 'lost' && alerts.kind !== 'lost') return null;
  return (
    <div className="lost" role="alert">
      <svg className="lost-mark" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 3 30 28H2Z" />
        <path className="lost-mark-sign" d="M16 12v8m0 3.2v.6" />
      </svg>
      <div>
        {values.kind === 'lost' ? (
          <p>
            <strong>
              Live connection lost – values may be out of date since {clockTime(values.since)}
            </strong>
          </p>
        ) : null}
        {alerts.kind === 'lost' ? (
          <p className={values.kind === 'lost' ? 'lost-more' : undefined}>
            <strong>
              {values.kind === 'lost' ? 'New' : 'Live connection lost – new'} alerts may be missing
              since {clockTime(alerts.since)}
            </strong>
          </p>
        ) : null}
        <p className="lost-more">Watch the primary monitors. Reconnecting…</p>
      </div>
    </div>
  );
}
