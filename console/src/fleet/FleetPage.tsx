import { useDeferredValue, useMemo, useState } from 'react';
import { DataAge, isOld } from '../layout/DataAge';
import { Message } from '../layout/Message';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { Link, useAddress } from '../nav/Link';
import type { Api } from '../wire/api';
import { fleetOf } from './decode';
import { FleetTable } from './FleetTable';
import type { FleetDevice } from './model';
import { modelsOf } from './models';
import { problemsOf } from './problems';
import { filtered, fleetViewOf, membersOf, sorted, type FleetView, type StateFilter } from './view';

const REFRESH_MILLIS = 5_000;
const MODELS_MILLIS = 10 * 60_000;
/** Where the model does not say how long its devices may be silent. */
const SILENCE_LIMIT_MILLIS = 60_000;

interface Props {
  readonly api: Api;
  readonly mayEnrol: boolean;
}

/** All devices: which of them works, and which needs a person. */
export function FleetPage({ api, mayEnrol }: Props) {
  const address = useAddress();
  const view = fleetViewOf(useObservable(address.search));
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const now = useNow(REFRESH_MILLIS);
  const fleet = usePolled('fleet', REFRESH_MILLIS, async () =>
    fleetOf(await api.get('/api/v1/fleet')),
  );
  const silenceLimitOf = useSilenceLimits(api);
  const devices = fleet.value;
  const shown = useMemo(
    () => (devices === null ? [] : sorted(filtered(devices, view, wanted, now), view, now)),
    [devices, view.sort, view.descending, view.state, view.problemsOnly, wanted, now],
  );
  const change = (next: FleetView) => address.replace(searchTo('fleet', membersOf(next)));

  if (devices === null) {
    return fleet.failure === null ? (
      <p className="desk-wait" role="status">
        Loading the devices…
      </p>
    ) : (
      <Message title="The devices cannot be loaded" failed>
        <p>
          {fleet.failure} {fleet.forbidden ? '' : 'Trying again by itself.'}
        </p>
      </Message>
    );
  }
  return (
    <section
      className={isOld(fleet, REFRESH_MILLIS, Date.now()) ? 'fleet-page is-old' : 'fleet-page'}
      aria-labelledby="fleet-title"
    >
      <header className="desk-head">
        <h1 id="fleet-title">Devices</h1>
        <FleetSummary devices={devices} now={now} />
        <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
          <label className="field">
            <span>Find</span>
            <input
              type="search"
              value={text}
              placeholder="Id, model, bed, firmware"
              onChange={({ target }) => setText(target.value)}
            />
          </label>
          <label className="field">
            <span>State</span>
            <select
              value={view.state}
              onChange={({ target }) => change({ ...view, state: target.value as StateFilter })}
            >
              <option value="IN_USE">All but retired</option>
              <option value="REGISTERED">Registered</option>
              <option value="ACTIVE">Active</option>
              <option value="SUSPENDED">Suspended</option>
              <option value="RETIRED">Retired</option>
            </select>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={view.problemsOnly}
              onChange={({ target }) => change({ ...view, problemsOnly: target.checked })}
            />
            <span>Only those that need attention</span>
          </label>
        </form>
      </header>
      <DataAge state={fleet} everyMillis={REFRESH_MILLIS} what="This list" />
      {devices.length === 0 ? (
        <Message title="No devices yet">
          <p>A device appears here as soon as it is registered.</p>
          {mayEnrol ? (
            <Link to={searchTo('enrol')} className="button button-primary">
              Enrol a device
            </Link>
          ) : null}
        </Message>
      ) : (
        <>
          <p className="fleet-count" role="status">
            {shown.length === devices.length
              ? `${devices.length.toLocaleString('en-GB')} devices`
              : `${shown.length.toLocaleString('en-GB')} of ${devices.length.toLocaleString('en-GB')} devices`}
          </p>
          {shown.length === 0 ? (
            <Message title="No device matches">
              <button
                type="button"
                className="button"
                onClick={() => {
                  setText('');
                  change(fleetViewOf(''));
                }}
              >
                Show all devices
              </button>
            </Message>
          ) : (
            <FleetTable
              devices={shown}
              view={view}
              onView={change}
              silenceLimitOf={silenceLimitOf}
            />
          )}
        </>
      )}
    </section>
  );
}

function useSilenceLimits(api: Api): (model: string) => number {
  const models = usePolled('models', MODELS_MILLIS, async () =>
    modelsOf(await api.get('/api/v1/device-models')),
  ).value;
  return useMemo(() => {
    const limits = new Map(models?.map(({ id, silenceLimit }) => [id, silenceLimit]));
    return (model: string) => limits.get(model) ?? SILENCE_LIMIT_MILLIS;
  }, [models]);
}

interface SummaryProps {
  readonly devices: readonly FleetDevice[];
  readonly now: number;
}

function FleetSummary({ devices, now }: SummaryProps) {
  const counts = useMemo(() => {
    const inUse = devices.filter(({ state }) => state !== 'RETIRED');
    const worst = inUse.map((device) => problemsOf(device, now)[0]?.grade);
    return {
      online: inUse.filter(({ connection }) => connection === 'ONLINE').length,
      errors: worst.filter((grade) => grade === 'error').length,
      warnings: worst.filter((grade) => grade === 'warning').length,
    };
  }, [devices, now]);
  return (
    <ul className="desk-summary">
      <li>
        <strong>{counts.online}</strong> online
      </li>
      <li className={counts.errors === 0 ? 'summary-none' : ''}>
        <strong>{counts.errors}</strong> with a problem
      </li>
      <li className={counts.warnings === 0 ? 'summary-none' : ''}>
        <strong>{counts.warnings}</strong> to watch
      </li>
    </ul>
  );
}
