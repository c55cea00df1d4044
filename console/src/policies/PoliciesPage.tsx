import { useState } from 'react';
import { boardOf } from '../board/decode';
import type { Patient } from '../board/model';
import { unitsOf } from '../board/order';
import { Card, PolledContent } from '../layout/Card';
import { useTopFocus } from '../layout/topFocus';
import { usePolled } from '../live/polled';
import { mayDecideFor, maySee } from '../nav/places';
import type { Claims } from '../session/claims';
import type { Api } from '../wire/api';
import type { JsonObject } from '../wire/json';
import { overviewOf } from './decode';
import { Editor } from './Editor';
import { EntryCard } from './EntryCard';
import type { Entry, Overview } from './model';
import { inOrder, newestVersion, scopeWords, startingPoint } from './scope';

interface Props {
  readonly api: Api;
  readonly claims: Claims;
}

const OVERVIEW_MILLIS = 15_000;
const BOARD_MILLIS = 60_000;

interface Edited {
  readonly scope: string;
  readonly start: JsonObject;
  readonly changed: Entry | null;
  /** The newest decision when it was opened. */
  readonly version: number;
}

/** By which rules alerts are made: for the organisation, units and patients, and who decided so. */
export function PoliciesPage({ api, claims }: Props) {
  const overview = usePolled('policies', OVERVIEW_MILLIS, async () => overviewOf(await api.get('/api/v1/policies')));
  const carer = maySee(claims, 'ward');
  const board = usePolled(`board ${carer}`, BOARD_MILLIS, async () =>
    carer ? boardOf(await api.get('/api/v1/board'), Date.now()).patients : [],
  );
  const patients = board.value ?? [];
  const names = new Map<string, Patient>(patients.map((patient) => [patient.patientId, patient]));
  const [edited, setEdited] = useState<Edited | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const unitOf = (scope: string) => names.get(scope.replace(/^patient:/, ''))?.careUnit ?? null;
  const edit = (of: Overview, scope: string, changed: Entry | null) => {
    setDone(null);
    const start = changed?.policy ?? startingPoint(of, scope, unitOf(scope));
    setEdited({ scope, start, changed, version: newestVersion(of, scope) });
  };
  const top = useTopFocus(edited);
  return (
    <section ref={top} tabIndex={-1} className="policies" aria-labelledby="policies-title">
      <header className="desk-head">
        <h1 id="policies-title">Policies</h1>
        <p className="desk-lead">
          By which limits and scores alerts are made. For a patient the narrowest counts: patient, unit, organisation, shipped.
        </p>
      </header>
      {done === null ? null : (
        <p className="outcome" role="status">
          {done}
        </p>
      )}
      <PolledContent state={overview} everyMillis={OVERVIEW_MILLIS} what="What is in force">
        {(of) =>
          edited !== null ? (
            <Editor
              api={api}
              scope={edited.scope}
              title={scopeWords(edited.scope, names)}
              start={edited.start}
              changed={edited.changed}
              shipped={of.shipped}
              version={edited.version}
              overtaken={newestVersion(of, edited.scope) > edited.version}
              onOvertaken={() => void overview.refresh()}
              onReplace={() => setEdited({ ...edited, version: newestVersion(of, edited.scope) })}
              evaluable={!edited.scope.startsWith('patient:') && mayDecideFor(claims, edited.scope)}
              onDone={() => {
                setEdited(null);
                setDone(`Decided for ${scopeWords(edited.scope, names)}.`);
                void overview.refresh();
              }}
              onClose={() => setEdited(null)}
            />
          ) : (
            <>
              <Decide claims={claims} patients={patients} names={names} onScope={(scope) => edit(of, scope, null)} />
              <div className="policy-cards">
                {inOrder(of.entries).map((entry) => (
                  <EntryCard
                    key={`${entry.scope} ${entry.version} ${entry.standing} ${entry.shadow}`}
                    api={api}
                    entry={entry}
                    version={newestVersion(of, entry.scope)}
                    title={scopeWords(entry.scope, names)}
                    mayDecide={mayDecideFor(claims, entry.scope)}
                    mayReview={mayDecideFor(claims, entry.scope) || maySee(claims, 'storage')}
                    onEdit={() => edit(of, entry.scope, entry)}
                    onChanged={() => void overview.refresh()}
                  />
                ))}
                <Shipped overview={of} />
              </div>
            </>
          )
        }
      </PolledContent>
    </section>
  );
}

/** What counts for whoever nothing was decided about, or would. */
function Shipped({ overview }: { readonly overview: Overview }) {
  const shipped = overview.shipped.find(({ inForceByDefault }) => inForceByDefault);
  if (shipped === undefined) return null;
  const decided = overview.entries.some(
    ({ scope, standing, shadow }) => scope === 'organisation' && standing === 'IN_FORCE' && !shadow,
  );
  return (
    <Card title={decided ? 'Behind all of them' : 'Everybody else'} aside={<span className="policy-tag">Shipped</span>}>
      <p>
        <strong>{shipped.id}</strong>{' '}
        {decided
          ? 'would count again without a policy of the organisation.'
          : 'counts for whoever nothing else was decided about.'}
      </p>
      <p className="quiet">{shipped.description}</p>
    </Card>
  );
}

interface DecideProps {
  readonly claims: Claims;
  readonly patients: readonly Patient[];
  readonly names: ReadonlyMap<string, Patient>;
  readonly onScope: (scope: string) => void;
}

function Decide({ claims, patients, names, onScope }: DecideProps) {
  const scopes = [
    'organisation',
    ...unitsOf(patients).map((unit) => `unit:${unit}`),
    ...patients.map(({ patientId }) => `patient:${patientId}`),
  ].filter((scope) => mayDecideFor(claims, scope));
  const [chosen, setChosen] = useState('');
  if (scopes.length === 0) return null;
  return (
    <form
      className="filters policy-decide"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== '') onScope(chosen);
      }}
    >
      <label className="field">
        <span>Decide for</span>
        <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
          <option value="">Choose…</option>
          {scopes.map((scope) => (
            <option key={scope} value={scope}>
              {scopeWords(scope, names)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" disabled={chosen === ''}>
        Open
      </button>
    </form>
  );
}
