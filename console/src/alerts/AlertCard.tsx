import { memo, type ReactNode } from 'react';
import { ageSeconds, ageText } from '../board/age';
import { shortTime } from '../live/clockTime';
import { useNow } from '../live/ticker';
import { alertWords } from '../words/alerts';
import { AlertDeeds } from './AlertDeeds';
import { AlertTrail } from './AlertTrail';
import { ClockLine } from './ClockLine';
import type { Deed, DeedKind, Person } from './deeds';
import type { Alert } from './model';
import { isAskedAgain } from './order';
import { PriorityMark } from './PriorityMark';
import { dispositionWord, reasonWord } from './words';

interface Props {
  readonly alert: Alert;
  readonly person: Person;
  /** On its way to the server; null when nothing is. */
  readonly doing: DeedKind | null;
  readonly failure: string | null;
  readonly onDeed: (alert: Alert, deed: Deed) => Promise<boolean>;
  /** Leads to the patient; null where there is no way. */
  readonly onPatient: ((patientId: string) => void) | null;
  /** Reads the audit trail of the alert; null where there is no room for it. */
  readonly readTrail: ((id: string) => Promise<unknown>) | null;
}

/** One alert: what, whom, since when, who is called next, and what can be done. */
export const AlertCard = memo(function AlertCard(props: Props) {
  const { alert, person, doing, failure, onDeed, onPatient, readTrail } = props;
  const words = alertWords();
  const accepted = alert.acknowledgement !== null;
  const classes = [
    'alert',
    `priority-${alert.priority}`,
    (accepted && !isAskedAgain(alert)) || !alert.open ? 'alert-acknowledged' : '',
    alert.retrospective ? 'alert-retrospective' : '',
    alert.signal.kind === 'enabled' ? '' : 'alert-silent',
  ];
  return (
    <li className="alert-place">
      <article className={classes.filter(Boolean).join(' ')} aria-labelledby={`alert-${alert.id}`} tabIndex={-1}>
        <div className="alert-what">
          <p className="alert-head">
            <span className="alert-priority">
              <PriorityMark priority={alert.priority} />
              {words.priority[alert.priority]}
              <span className="unseen">{words.priorityUnseen}</span>
            </span>
            {alert.retrospective ? <span className="badge-retrospective">{words.retrospective}</span> : null}
            {alert.synthetic ? <span className="badge-simulated">{words.simulated}</span> : null}
          </p>
          <h3 id={`alert-${alert.id}`} className="alert-title">
            {alert.title}
          </h3>
          {alert.detail === null ? null : <p className="alert-detail">{alert.detail}</p>}
          <Whom alert={alert} onPatient={onPatient} />
        </div>
        <div className="alert-when">
          <AlertTimes alert={alert} />
          <ClockLine alert={alert} />
          <Answers alert={alert} />
        </div>
        <AlertDeeds alert={alert} person={person} doing={doing} onDeed={onDeed} />
        {failure === null ? null : (
          <p className="alert-failure" role="alert">
            {words.notDone(failure)}
          </p>
        )}
        {readTrail === null ? null : <AlertTrail alert={alert} readTrail={readTrail} />}
      </article>
    </li>
  );
});

function Whom({ alert, onPatient }: Pick<Props, 'alert' | 'onPatient'>): ReactNode {
  const words = alertWords();
  const where = alert.bed === null ? words.noBed : words.bed(alert.bed);
  return (
    <p className="alert-who">
      {onPatient === null ? (
        <b>{where}</b>
      ) : (
        // Not a link: the address must not name a patient.
        <button type="button" className="alert-jump" onClick={() => onPatient(alert.patientId)}>
          {where}
        </button>
      )}
      <span>{alert.displayName ?? words.noName}</span>
      <span className="alert-id">ID {alert.patientId}</span>
      {alert.careUnit === null ? null : <span className="alert-id">{alert.careUnit}</span>}
    </p>
  );
}

function AlertTimes({ alert }: { readonly alert: Alert }) {
  const now = useNow();
  const words = alertWords();
  return (
    <p className="alert-times">
      <span>
        {words.since} <strong>{shortTime(alert.startedAt, now)}</strong>
      </span>
      {alert.conditionActive ? (
        <span>{words.lasting(ageText(ageSeconds(alert.startedAt, now)))}</span>
      ) : (
        <span>
          {alert.conditionEndedAt === null
            ? words.conditionEnded
            : words.ended(shortTime(alert.conditionEndedAt, now))}
        </span>
      )}
    </p>
  );
}

/** Who has it, who cannot come, what it was worth. */
function Answers({ alert }: { readonly alert: Alert }) {
  const now = useNow();
  const words = alertWords();
  const { acknowledgement, rejections, disposition } = alert;
  const at = (instant: number | null) => (instant === null ? '' : words.at(shortTime(instant, now)));
  return (
    <>
      {acknowledgement === null ? null : (
        <p className="alert-acknowledgement">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="m4 12.5 5.2 5.2L20 7" />
          </svg>
          {words.acceptedBy} <strong>{acknowledgement.by}</strong>
          {at(acknowledgement.at)}
        </p>
      )}
      {rejections.map((rejection) => (
        <p key={`${rejection.by} ${rejection.at}`} className="alert-note">
          <strong>{rejection.by}</strong> {words.cannotCome}
          {at(rejection.at)}: {reasonWord(rejection.reason)}
        </p>
      ))}
      {disposition === null ? null : (
        <p className="alert-note">
          {words.says(dispositionWord(disposition.code), disposition.by)}
        </p>
      )}
    </>
  );
}
