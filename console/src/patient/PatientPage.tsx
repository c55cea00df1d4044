import { useCallback, useMemo, useState } from 'react';
import { AlertCard } from '../alerts/AlertCard';
import { AlertsOfNow } from '../alerts/AlertsOfNow';
import { personFor } from '../alerts/InboxPage';
import { ordered, waiting } from '../alerts/order';
import { boardOf } from '../board/decode';
import type { Patient } from '../board/model';
import { DataAge, isOld } from '../layout/DataAge';
import { Message } from '../layout/Message';
import { clinicalDate } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { useAddress, Link } from '../nav/Link';
import type { Services } from '../services';
import type { Claims } from '../session/claims';
import { newestOf } from '../trends/decode';
import { lanesOf } from '../trends/lanes';
import { patientPath } from '../trends/paths';
import { Trends } from '../trends/Trends';
import { frameWords } from '../words/frame';
import { trendWords } from '../words/trends';
import { wardWords } from '../words/ward';
import { patientWords } from '../words/patient';
import { AlertLane } from './AlertLane';
import { staysOf } from './decode';
import { DeviceLane } from './DeviceLane';
import { HandOver } from './HandOver';
import { useAlerts } from './useAlerts';

interface Props {
  readonly services: Services;
  readonly claims: Claims;
  /** Where the ward board is, as it was last looked at. */
  readonly wardSearch: string;
}

const NEWEST_MILLIS = 5_000;
const BOARD_MILLIS = 15_000;
const STAYS_MILLIS = 30_000;
const VIEWS = ['course', 'handover'] as const;
type View = (typeof VIEWS)[number];

/** One patient over time, and what the next shift must know. */
export function PatientPage(props: Props) {
  const patientId = useObservable(useAddress().patientId);
  if (patientId === null) {
    return (
      <Message title={trendWords().patient.which}>
        <p>{trendWords().patient.whichMore}</p>
        <Link to={props.wardSearch} className="button">
          {trendWords().patient.ward}
        </Link>
      </Message>
    );
  }
  return <OnePatient key={patientId} patientId={patientId} {...props} />;
}

function OnePatient({ patientId, services, claims, wardSearch }: Props & { readonly patientId: string }) {
  useNow();
  const { api, alerts: feed } = services;
  const w = trendWords().patient;
  const ward = wardWords();
  const words = patientWords();
  const [view, setView] = useState<View>('course');
  const newest = usePolled(patientId, NEWEST_MILLIS, async () =>
    newestOf(await api.get(patientPath(patientId, 'vitals/latest'))),
  );
  const board = usePolled('board', BOARD_MILLIS, async () =>
    boardOf(await api.get('/api/v1/board'), Date.now()).patients,
  );
  const stays = usePolled(`devices ${patientId}`, STAYS_MILLIS, async () =>
    staysOf(await api.get(`/api/v1/associations?${new URLSearchParams({ patient: patientId }).toString()}`)),
  );
  const alerts = useAlerts(api, feed, patientId);
  const alertState = useObservable(feed.state);
  const person = useMemo(() => personFor(claims), [claims]);
  const readTrail = useCallback((id: string) => api.get(`/api/v1/alerts/${encodeURIComponent(id)}/transitions`), [api]);
  const patient = board.value?.find((row) => row.patientId === patientId) ?? null;
  const had = newest.value === null ? '' : [...newest.value.keys()].sort().join(' ');
  const lanes = useMemo(() => lanesOf(had === '' ? [] : had.split(' ')), [had]);
  const synthetic =
    patient?.synthetic === true || [...(newest.value?.values() ?? [])].some((vital) => vital.synthetic);
  const asking = ordered((alerts.all ?? []).filter((alert) => alert.open && waiting(alert)));
  return (
    <article className="trends" aria-labelledby="trends-title">
      <header className="desk-head">
        <div>
          <p className="trail">
            <Link to={wardSearch}>{w.ward}</Link> /
          </p>
          <h1 id="trends-title">
            {patient === null ? w.unnamed(patientId) : (patient.displayName ?? ward.nameNotKnown)}
            {synthetic ? <span className="badge-simulated">{ward.simulated}</span> : null}
          </h1>
          <Identity patientId={patientId} patient={patient} known={board.value !== null} />
        </div>
        <fieldset className="switch patient-views">
          <legend className="unseen">{words.view}</legend>
          {VIEWS.map((each) => (
            <label key={each}>
              <input type="radio" name="patient-view" checked={view === each} onChange={() => setView(each)} />
              <span>{words.views[each]}</span>
            </label>
          ))}
        </fieldset>
      </header>
      <DataAge state={board} everyMillis={BOARD_MILLIS} what={w.nameAndBed} />
      {asking.length === 0 ? null : (
        <AlertsOfNow feed={feed}>
          <ul className="inbox patient-alerts" aria-label={words.openAlerts(asking.length)}>
            {asking.map((alert) => (
              <AlertCard
                key={alert.id}
                alert={alert}
                person={person}
                doing={alertState.doing.get(alert.id) ?? null}
                failure={alertState.failures.get(alert.id) ?? null}
                onDeed={feed.act}
                onPatient={null}
                readTrail={null}
              />
            ))}
          </ul>
        </AlertsOfNow>
      )}
      {view === 'handover' ? (
        <HandOver api={api} patientId={patientId} alerts={alerts} stays={stays} newest={newest} now={services.ticker.get} />
      ) : (
        <>
          <DataAge state={newest} everyMillis={NEWEST_MILLIS} what={w.measuredLast} />
          {newest.value === null ? (
            newest.failure === null ? (
              <p className="desk-wait" role="status">
                {frameWords().loading}
              </p>
            ) : (
              <Message title={w.unreadable} failed>
                <p>
                  {newest.failure} {newest.forbidden ? '' : trendWords().again}
                </p>
              </Message>
            )
          ) : lanes.length === 0 ? (
            <Message title={w.nothing}>
              <p>{w.nothingMore}</p>
            </Message>
          ) : (
            <Trends
              api={api}
              patientId={patientId}
              lanes={lanes}
              newest={newest.value}
              newestOld={isOld(newest, NEWEST_MILLIS, Date.now())}
              events={(shown) => (
                <>
                  <AlertsOfNow feed={feed}>
                    <AlertLane
                      {...shown}
                      alerts={alerts.all}
                      failure={alerts.failure}
                      person={person}
                      state={alertState}
                      onDeed={feed.act}
                      readTrail={readTrail}
                    />
                  </AlertsOfNow>
                  <DeviceLane
                    {...shown}
                    stays={stays.value}
                    failure={stays.failure}
                    connected={patient?.connected ?? null}
                  />
                </>
              )}
            />
          )}
        </>
      )}
      <footer className="foot">
        <p>
          <strong>{ward.secondary}</strong>
        </p>
      </footer>
    </article>
  );
}

interface IdentityProps {
  readonly patientId: string;
  readonly patient: Patient | null;
  /** Whether the board was read: only then is it known that the patient is not on it. */
  readonly known: boolean;
}

function Identity({ patientId, patient, known }: IdentityProps) {
  const ward = wardWords();
  if (patient === null) {
    return (
      <p className="trends-who">
        <strong>ID {patientId}</strong>
        {known ? <span>{trendWords().patient.onNoDevice}</span> : null}
      </p>
    );
  }
  return (
    <p className="trends-who">
      <span>
        {ward.bed} <strong>{patient.bed ?? '–'}</strong>
      </span>
      {patient.careUnit === null ? null : <span>{patient.careUnit}</span>}
      <span>
        {ward.born} {patient.birthDate === null ? ward.notKnown : clinicalDate(patient.birthDate)}
      </span>
      <span>ID {patientId}</span>
      {patient.connected === false ? <span className="badge-offline">{ward.offline}</span> : null}
    </p>
  );
}
