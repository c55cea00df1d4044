import { memo } from 'react';
import { ageSeconds, ageText } from '../board/age';
import { anchorOf } from '../board/PatientRow';
import { shortTime } from '../live/clockTime';
import { useNow } from '../live/ticker';
import type { Alert, Priority } from './model';
import { PriorityMark } from './PriorityMark';

const WORDS: Readonly<Record<Priority, string>> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

interface Props {
  readonly alert: Alert;
  /** The patient has a row to jump to. */
  readonly onBoard: boolean;
  readonly mayAcknowledge: boolean;
  readonly acknowledging: boolean;
  readonly failure: string | null;
  readonly onAcknowledge: (id: string) => void;
}

export const AlertCard = memo(function AlertCard(props: Props) {
  const { alert, onBoard, mayAcknowledge, acknowledging, failure, onAcknowledge } = props;
  const acknowledged = alert.acknowledgement !== null;
  const where = alert.bed === null ? 'No bed' : `Bed ${alert.bed}`;
  const classes = [
    'alert',
    `priority-${alert.priority}`,
    acknowledged ? 'alert-acknowledged' : '',
    alert.retrospective ? 'alert-retrospective' : '',
  ];
  return (
    <li>
      <article className={classes.filter(Boolean).join(' ')} aria-labelledby={`alert-${alert.id}`}>
        <p className="alert-head">
          <span className="alert-priority">
            <PriorityMark priority={alert.priority} />
            {WORDS[alert.priority]}
            <span className="unseen"> priority</span>
          </span>
          {alert.retrospective ? <span className="badge-retrospective">RETROSPECTIVE</span> : null}
          {alert.synthetic ? <span className="badge-simulated">SIMULATED</span> : null}
        </p>
        <h3 id={`alert-${alert.id}`} className="alert-title">
          {alert.title}
        </h3>
        {alert.detail === null ? null : <p className="alert-detail">{alert.detail}</p>}
        <p className="alert-who">
          {onBoard ? (
            // Not a link: the address must not name a patient.
            <button
              type="button"
              className="alert-jump"
              onClick={() => document.getElementById(anchorOf(alert.patientId))?.focus()}
            >
              {where}
            </button>
          ) : (
            <b>{where}</b>
          )}
          <span>{alert.displayName ?? 'Name not known'}</span>
          <span className="alert-id">ID {alert.patientId}</span>
        </p>
        <div className="alert-foot">
          <AlertTimes alert={alert} />
          {acknowledged ? null : mayAcknowledge ? (
            <button
              type="button"
              className="button button-acknowledge"
              disabled={acknowledging}
              aria-describedby={`alert-${alert.id}`}
              onClick={() => onAcknowledge(alert.id)}
            >
              {acknowledging ? 'Acknowledging…' : 'Acknowledge'}
            </button>
          ) : (
            <p className="alert-note">Not acknowledged</p>
          )}
        </div>
        <Acknowledged alert={alert} />
        {failure === null ? null : (
          <p className="alert-failure" role="alert">
            Not acknowledged: {failure}
          </p>
        )}
      </article>
    </li>
  );
});

function AlertTimes({ alert }: { readonly alert: Alert }) {
  const now = useNow();
  return (
    <p className="alert-times">
      <span>
        Since <strong>{shortTime(alert.startedAt, now)}</strong>
      </span>
      {alert.conditionActive ? (
        <span>for {ageText(ageSeconds(alert.startedAt, now))}</span>
      ) : (
        <span>
          {alert.conditionEndedAt === null
            ? 'Condition has ended'
            : `Ended ${shortTime(alert.conditionEndedAt, now)}`}
        </span>
      )}
    </p>
  );
}

function Acknowledged({ alert }: { readonly alert: Alert }) {
  const now = useNow();
  if (alert.acknowledgement === null) return null;
  const { by, at } = alert.acknowledgement;
  return (
    <p className="alert-acknowledgement">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="m4 12.5 5.2 5.2L20 7" />
      </svg>
      Acknowledged by <strong>{by}</strong>
      {at === null ? '' : ` at ${shortTime(at, now)}`}
    </p>
  );
}
