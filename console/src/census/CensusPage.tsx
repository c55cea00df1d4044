import { useMemo, useState } from 'react';
import { Card, PolledContent } from '../layout/Card';
import { fullTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { searchTo } from '../nav/address';
import { useAddress } from '../nav/Link';
import { mayMendCensus } from '../nav/places';
import type { Claims } from '../session/claims';
import type { Api } from '../wire/api';
import { censusWords } from '../words/census';
import { patientsOf } from './decode';
import { HeldMessagesCard } from './HeldMessagesCard';
import { type CensusPatient, chosen } from './model';

interface Props {
  readonly api: Api;
  readonly claims: Claims;
}

const REFRESH_MILLIS = 10_000;
/** More rows than anybody reads; who looks for one types. */
const MOST = 300;

/** Who is in the hospital as far as we know, who has left, and what could not be understood. */
export function CensusPage({ api, claims }: Props) {
  const w = censusWords();
  const patients = usePolled('census', REFRESH_MILLIS, async () => patientsOf(await api.get('/api/v1/patients')));
  return (
    <section className="census" aria-labelledby="census-title">
      <header className="desk-head">
        <h1 id="census-title">{w.title}</h1>
        <p className="desk-lead">{w.lead}</p>
      </header>
      {mayMendCensus(claims) ? <HeldMessagesCard api={api} onReplayed={() => void patients.refresh()} /> : null}
      <Card title={w.patients}>
        <PolledContent state={patients} everyMillis={REFRESH_MILLIS} what={w.thisList}>
          {(all) => <Patients all={all} />}
        </PolledContent>
      </Card>
    </section>
  );
}

function Patients({ all }: { readonly all: readonly CensusPatient[] }) {
  const w = censusWords();
  const address = useAddress();
  const query = new URLSearchParams(useObservable(address.search));
  const unit = query.get('unit');
  const left = query.get('left') !== null;
  // Not in the address: what is typed may be a name.
  const [text, setText] = useState('');
  const go = (nextUnit: string | null, nextLeft: boolean) =>
    address.replace(searchTo('census', { unit: nextUnit, left: nextLeft ? 'shown' : null }));
  const units = useMemo(
    () => [...new Set(all.flatMap(({ careUnit }) => careUnit ?? []))].sort((one, other) => one.localeCompare(other)),
    [all],
  );
  const shown = useMemo(() => chosen(all, { unit, all: left, text }), [all, unit, left, text]);
  return (
    <>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <label className="field">
          <span>{w.find}</span>
          <input type="search" value={text} autoComplete="off" onChange={({ target }) => setText(target.value)} />
        </label>
        <label className="field">
          <span>{w.unit}</span>
          <select value={unit ?? ''} onChange={({ target }) => go(target.value === '' ? null : target.value, left)}>
            <option value="">{w.allUnits}</option>
            {(unit === null || units.includes(unit) ? units : [unit, ...units]).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input type="checkbox" checked={left} onChange={({ target }) => go(unit, target.checked)} />
          <span>{w.alsoLeft}</span>
        </label>
        <p className="quiet" role="status">
          {w.count(shown.length, all.length)}
        </p>
      </form>
      {shown.length === 0 ? (
        <p className="quiet">{w.noPatient}</p>
      ) : (
        <div className="census-scroll" tabIndex={0} role="region" aria-label={w.table(w.patients)}>
          <table className="plain-table stacks-on-phone census-table">
            <thead>
              <tr>
                <th scope="col">{w.columns.unit}</th>
                <th scope="col">{w.columns.bed}</th>
                <th scope="col">{w.columns.patient}</th>
                <th scope="col">{w.columns.born}</th>
                <th scope="col">{w.columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, MOST).map((patient) => (
                <tr key={patient.patientId}>
                  <td>{patient.careUnit ?? '–'}</td>
                  <td>{patient.bed ?? '–'}</td>
                  <td>
                    <strong>{patient.name ?? w.unnamed}</strong>
                    <span className="cell-more quiet">{patient.patientId}</span>
                  </td>
                  <td>{patient.birthDate ?? '–'}</td>
                  <td>
                    {stateOf(patient)}
                    {patient.synthetic ? <span className="cell-more quiet">{w.synthetic}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length > MOST ? <p className="quiet">{w.more(MOST)}</p> : null}
        </div>
      )}
    </>
  );
}

function stateOf({ mergedInto, dischargedAt }: CensusPatient): string {
  const w = censusWords();
  if (mergedInto !== null) return w.mergedInto(mergedInto);
  return dischargedAt === null ? w.here : w.discharged(fullTime(dischargedAt));
}
