import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Message } from '../layout/Message';
import { useObservable } from '../live/observable';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { useAddress } from '../nav/Link';
import { maySee } from '../nav/places';
import type { Services } from '../services';
import { mayAcknowledge, mayOrderSilence, type Claims } from '../session/claims';
import { alertWords } from '../words/alerts';
import { AlertsOfNow } from './AlertsOfNow';
import { Announcer } from './Announcer';
import { BundleGroup } from './BundleGroup';
import type { Deed, Person } from './deeds';
import { EndedAlerts } from './EndedAlerts';
import { bundled, INBOX_VIEWS, type InboxView, seenIn, tally, unitsOf } from './inbox';
import { dueLooks } from './looks';
import type { Alert } from './model';

interface Props {
  readonly services: Services;
  readonly claims: Claims;
}

/** The alerts of a person, a unit or all: what waits, who is called next, and what can be done. */
export function InboxPage({ services, claims }: Props) {
  const { alerts: feed, api } = services;
  const address = useAddress();
  const search = useObservable(address.search);
  const state = useObservable(feed.state);
  const { view, unit } = useMemo(() => viewOf(search), [search]);
  const person = useMemo(() => personFor(claims), [claims]);
  const all = useMemo(() => [...state.alerts.values()], [state.alerts]);
  const counts = useMemo(
    () => ({
      mine: tally(all.filter(seenIn('mine', null, person.subject))),
      unit: tally(all.filter(seenIn('unit', unit, person.subject))),
      all: tally(all),
    }),
    [all, unit, person.subject],
  );
  const bundles = useMemo(
    () => bundled(all.filter(seenIn(view, unit, person.subject))),
    [all, view, unit, person.subject],
  );
  const units = useMemo(() => unitsOf(all), [all]);
  const now = useNow();
  const looked = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, key } of dueLooks(all, looked.current, now)) {
      looked.current.add(key);
      void feed.look(id);
    }
  }, [all, now, feed]);
  const show = (next: InboxView, nextUnit: string | null) =>
    address.replace(searchTo('alerts', { view: next === 'all' ? null : next, unit: nextUnit }));
  const toPatient = useCallback((patientId: string) => address.go(searchTo('patient'), patientId), [address]);
  const readTrail = useCallback(
    (id: string) => api.get(`/api/v1/alerts/${encodeURIComponent(id)}/transitions`),
    [api],
  );
  const onDeed = useCallback((alert: Alert, deed: Deed) => feed.act(alert, deed), [feed]);
  const onPatient = maySee(claims, 'patient') ? toPatient : null;
  const words = alertWords();
  const choices = unit === null || units.includes(unit) ? units : [...units, unit];
  return (
    <section className="inbox" aria-labelledby="inbox-title">
      <header className="desk-head">
        <h1 id="inbox-title">{words.title}</h1>
        <fieldset className="switch inbox-views">
          <legend className="unseen">{words.whose}</legend>
          {INBOX_VIEWS.map((each) => (
            <label key={each}>
              <input type="radio" name="view" checked={view === each} onChange={() => show(each, unit)} />
              <span>
                {words.views[each]}
                {each === 'ended' || counts[each].waiting === 0 ? null : (
                  <b className="inbox-count">
                    {counts[each].waiting}
                    <span className="unseen">{words.waitingUnseen}</span>
                  </b>
                )}
              </span>
            </label>
          ))}
        </fieldset>
        {view === 'unit' ? (
          <label className="field">
            <span>{words.unit}</span>
            <select
              value={unit ?? ''}
              onChange={({ target }) => show('unit', target.value === '' ? null : target.value)}
            >
              <option value="">{words.allUnits}</option>
              {choices.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </header>
      <Announcer feed={feed} />
      {view === 'ended' ? (
        <EndedAlerts api={api} person={person} onPatient={onPatient} readTrail={readTrail} />
      ) : state.kind === 'loading' ? (
        <p className="desk-wait" role="status">
          {words.loading}
        </p>
      ) : state.kind === 'failed' ? (
        <Message title={words.notLoaded} failed>
          <p>{words.watchMonitors(state.reason ?? '')}</p>
        </Message>
      ) : bundles.length === 0 ? (
        <Message title={words.nothing}>
          <p>{words.empty[view]}</p>
          {view !== 'all' && counts.all.waiting > 0 ? (
            <button type="button" className="button" onClick={() => show('all', unit)}>
              {words.showAll(counts.all.waiting)}
            </button>
          ) : null}
        </Message>
      ) : (
        <AlertsOfNow feed={feed}>
          <ul className="inbox-list">
            {bundles.map((bundle) => (
              <BundleGroup
                key={bundle.key}
                bundle={bundle}
                person={person}
                state={state}
                onDeed={onDeed}
                onAll={feed.actOnAll}
                onPatient={onPatient}
                readTrail={readTrail}
              />
            ))}
          </ul>
        </AlertsOfNow>
      )}
      <footer className="foot">
        <p>
          <strong>{words.secondary}</strong>
        </p>
        <p className="inbox-keys">{words.keys}</p>
      </footer>
    </section>
  );
}

export function personFor(claims: Claims): Person {
  return { subject: claims.subject, mayAct: mayAcknowledge(claims), mayOrder: mayOrderSilence(claims) };
}

function viewOf(search: string): { readonly view: InboxView; readonly unit: string | null } {
  const query = new URLSearchParams(search);
  const asked = query.get('view');
  const unit = query.get('unit');
  return { view: INBOX_VIEWS.find((each) => each === asked) ?? 'all', unit: unit === '' ? null : unit };
}
