import { useMemo } from 'react';
import { boardOf } from '../board/decode';
import type { Patient } from '../board/model';
import { DataAge, isOld } from '../layout/DataAge';
import { Message } from '../layout/Message';
import { clinicalDate } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { useAddress, Link } from '../nav/Link';
import type { Api } from '../wire/api';
import { newestOf } from './decode';
import { lanesOf } from './lanes';
import { patientPath } from './paths';
import { Trends } from './Trends';

interface Props {
  readonly api: Api;
  /** Where the ward board is, as it was last looked at. */
  readonly wardSearch: string;
}

const NEWEST_MILLIS = 5_000;
const BOARD_MILLIS = 15_000;

/** One patient over time. */
export function TrendsPage({ api, wardSearch }: Props) {
  const patientId = useObservable(useAddress().patientId);
  if (patientId === null) {
    return (
      <Message title="Which patient?">
        <p>Choose one on the ward board. A patient is never part of an address, so this page cannot be bookmarked.</p>
        <Link to={wardSearch} className="button">
          Ward board
        </Link>
      </Message>
    );
  }
  return <OnePatient key={patientId} patientId={patientId} api={api} wardSearch={wardSearch} />;
}

function OnePatient({ patientId, api, wardSearch }: Props & { readonly patientId: string }) {
  useNow();
  const newest = usePolled(patientId, NEWEST_MILLIS, async () =>
    newestOf(await api.get(patientPath(patientId, 'vitals/latest'))),
  );
  const board = usePolled('board', BOARD_MILLIS, async () =>
    boardOf(await api.get('/api/v1/board'), Date.now()).patients,
  );
  const patient = board.value?.find((row) => row.patientId === patientId) ?? null;
  const had = newest.value === null ? '' : [...newest.value.keys()].sort().join(' ');
  const lanes = useMemo(() => lanesOf(had === '' ? [] : had.split(' ')), [had]);
  const synthetic =
    patient?.synthetic === true || [...(newest.value?.values() ?? [])].some((vital) => vital.synthetic);
  return (
    <article className="trends" aria-labelledby="trends-title">
      <header className="desk-head">
        <div>
          <p className="trail">
            <Link to={wardSearch}>Ward board</Link> /
          </p>
          <h1 id="trends-title">
            {patient === null ? `Patient ${patientId}` : (patient.displayName ?? 'Name not known')}
            {synthetic ? <span className="badge-simulated">SIMULATED</span> : null}
          </h1>
          <Identity patientId={patientId} patient={patient} known={board.value !== null} />
        </div>
      </header>
      <DataAge state={board} everyMillis={BOARD_MILLIS} what="Name and bed" />
      <DataAge state={newest} everyMillis={NEWEST_MILLIS} what="What was measured last" />
      {newest.value === null ? (
        newest.failure === null ? (
          <p className="desk-wait" role="status">
            Loading…
          </p>
        ) : (
          <Message title="The trends cannot be loaded" failed>
            <p>
              {newest.failure} {newest.forbidden ? '' : 'Trying again by itself; watch the primary monitor.'}
            </p>
          </Message>
        )
      ) : lanes.length === 0 ? (
        <Message title="Nothing measured yet">
          <p>Trends appear here as soon as a device on this patient sends values.</p>
        </Message>
      ) : (
        <Trends
          api={api}
          patientId={patientId}
          lanes={lanes}
          newest={newest.value}
          newestOld={isOld(newest, NEWEST_MILLIS, Date.now())}
        />
      )}
      <footer className="foot">
        <p>
          <strong>Secondary notification; does not replace the primary monitor.</strong>
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
  if (patient === null) {
    return (
      <p className="trends-who">
        <strong>ID {patientId}</strong>
        {known ? <span>On no device now: nothing below is going on.</span> : null}
      </p>
    );
  }
  return (
    <p className="trends-who">
      <span>
        Bed <strong>{patient.bed ?? '–'}</strong>
      </span>
      {patient.careUnit === null ? null : <span>{patient.careUnit}</span>}
      <span>Born {patient.birthDate === null ? 'not known' : clinicalDate(patient.birthDate)}</span>
      <span>ID {patientId}</span>
      {patient.connected === false ? <span className="badge-offline">Device offline</span> : null}
    </p>
  );
}
