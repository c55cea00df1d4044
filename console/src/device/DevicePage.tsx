import { fleetOf } from '../fleet/decode';
import { BatteryCell, ClockCell, ConnectionCell, MissingCell, SeenCell } from '../fleet/cells';
import type { FleetDevice } from '../fleet/model';
import { type DeviceModel, modelsOf } from '../fleet/models';
import { problemsOf } from '../fleet/problems';
import { silenceWords, STATE_WORDS } from '../fleet/words';
import { Card } from '../layout/Card';
import { DataAge } from '../layout/DataAge';
import { Mark } from '../layout/Mark';
import { Message } from '../layout/Message';
import { fullTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { Link, useAddress } from '../nav/Link';
import type { AccessToken, Api, Renewal } from '../wire/api';
import { Certificates } from './Certificates';
import { entryOf } from './decode';
import { AssociationsCard, ContinuityCard, EventsCard, RejectionsCard } from './histories';
import { LiveCard } from './LiveCard';
import type { RegistryEntry } from './model';
import { StateActions } from './StateActions';

interface Props {
  readonly api: Api;
  readonly accessToken: AccessToken;
  readonly renew: Renewal;
  readonly operator: boolean;
}

const REFRESH_MILLIS = 15_000;
const FLEET_MILLIS = 5_000;
const MODELS_MILLIS = 10 * 60_000;

/** One device: who it is, how it is, what it sends now, what happened to it. */
export function DevicePage(props: Props) {
  const address = useAddress();
  const id = new URLSearchParams(useObservable(address.search)).get('id');
  if (id === null || id === '') {
    return (
      <Message title="Which device?">
        <Link to={searchTo('fleet')} className="button">
          Choose one from the list
        </Link>
      </Message>
    );
  }
  return <OneDevice key={id} id={id} {...props} />;
}

function OneDevice({ id, api, accessToken, renew, operator }: Props & { readonly id: string }) {
  const path = `/api/v1/devices/${encodeURIComponent(id)}`;
  const registry = usePolled(id, REFRESH_MILLIS, async () => entryOf(await api.get(path)));
  const fleet = usePolled(
    id,
    FLEET_MILLIS,
    async () =>
      fleetOf(await api.get(`/api/v1/fleet?id=${encodeURIComponent(id)}`)).find(
        (device) => device.id === id,
      ) ?? null,
  );
  const models = usePolled('models', MODELS_MILLIS, async () =>
    modelsOf(await api.get('/api/v1/device-models')),
  ).value;

  const entry = registry.value;
  if (entry === null) {
    return registry.failure === null ? (
      <p className="desk-wait" role="status">
        Loading {id}…
      </p>
    ) : (
      <Message title={`${id} cannot be shown`} failed>
        <p>{registry.failure}</p>
        <Link to={searchTo('fleet')} className="button">
          All devices
        </Link>
      </Message>
    );
  }
  const model = models?.find((known) => known.id === entry.model) ?? null;
  return (
    <article className="device-page" aria-labelledby="device-title">
      <header className="desk-head">
        <div>
          <p className="trail">
            <Link to={searchTo('fleet')}>Devices</Link> /
          </p>
          <h1 id="device-title">
            {entry.id}{' '}
            <span className="device-model">
              {model?.display ?? entry.model}
              {(model?.synthetic ?? fleet.value?.synthetic) === true ? (
                <span className="badge-simulated">SIMULATED</span>
              ) : null}
            </span>
          </h1>
        </div>
        <p className="device-state">
          State <strong>{STATE_WORDS[entry.state]}</strong>
        </p>
        {operator ? (
          <div className="device-actions">
            <StateActions
              api={api}
              deviceId={id}
              state={entry.state}
              onDone={() => void Promise.all([registry.refresh(), fleet.refresh()])}
            />
          </div>
        ) : null}
      </header>
      <DataAge state={registry} everyMillis={REFRESH_MILLIS} what="The registry’s part of this page" />
      <DataAge state={fleet} everyMillis={FLEET_MILLIS} what="The state of the device" />
      {fleet.value === null ? null : <Problems device={fleet.value} />}
      <div className="device-columns">
        <div className="device-column">
          <NowCard device={fleet.value} failure={fleet.failure} model={model} />
          <IdentityCard entry={entry} model={model} />
          <Card title="Certificates">
            <Certificates
              api={api}
              deviceId={id}
              certificates={entry.certificates}
              operator={operator}
              onDone={() => void registry.refresh()}
            />
          </Card>
        </div>
        <div className="device-column">
          <LiveCard deviceId={id} model={model} accessToken={accessToken} renew={renew} />
          {operator ? <ContinuityCard api={api} deviceId={id} /> : null}
          <EventsCard api={api} deviceId={id} />
          <AssociationsCard api={api} deviceId={id} />
          {operator ? <RejectionsCard api={api} deviceId={id} /> : null}
        </div>
      </div>
    </article>
  );
}

function Problems({ device }: { readonly device: FleetDevice }) {
  const now = useNow(60_000);
  const problems = problemsOf(device, now);
  if (problems.length === 0) return null;
  return (
    <ul className="device-problems" aria-label="Needs attention">
      {problems.map(({ grade, text }) => (
        <li key={text} className={`device-problem device-problem-${grade}`}>
          <Mark grade={grade} /> {text}
        </li>
      ))}
    </ul>
  );
}

interface NowProps {
  readonly device: FleetDevice | null;
  readonly failure: string | null;
  readonly model: DeviceModel | null;
}

function NowCard({ device, failure, model }: NowProps) {
  if (device === null) {
    return (
      <Card title="Now">
        <p className="quiet" role="status">
          {failure ?? 'Nothing is known of its connection yet.'}
        </p>
      </Card>
    );
  }
  return (
    <Card title="Now">
      <dl className="facts">
        <dt>Connection</dt>
        <dd>
          <ConnectionCell device={device} />
        </dd>
        <dt>Last seen</dt>
        <dd>
          <SeenCell device={device} silenceLimit={model?.silenceLimit ?? 60_000} />
        </dd>
        {device.silence === null ? null : (
          <>
            <dt>Silence</dt>
            <dd>
              {silenceWords(device.silence)}
              {device.silence.since === null ? '' : `, since ${fullTime(device.silence.since)}`}
            </dd>
          </>
        )}
        {device.fault === null ? null : (
          <>
            <dt>Fault</dt>
            <dd>{device.fault}</dd>
          </>
        )}
        <dt>Battery</dt>
        <dd>
          <BatteryCell percent={device.batteryPercent} />
        </dd>
        <dt>Missing messages</dt>
        <dd>
          <MissingCell device={device} />
        </dd>
        <dt>Clock</dt>
        <dd>
          <ClockCell device={device} />
        </dd>
        <dt>Bed</dt>
        <dd>{device.bed ?? <span className="quiet">None</span>}</dd>
        {device.items.map(({ name, value, unit }) => (
          <div key={name} className="facts-row">
            <dt>{model?.statusItems.get(name) ?? words(name)}</dt>
            <dd>
              {value} {unit ?? ''}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

interface IdentityProps {
  readonly entry: RegistryEntry;
  readonly model: DeviceModel | null;
}

function IdentityCard({ entry, model }: IdentityProps) {
  const rows: readonly (readonly [string, string | null])[] = [
    ['UDI', entry.udi],
    ['Serial number', entry.serial],
    ['Lot', entry.lot],
    ['Firmware', entry.firmware],
    ['Model', model === null ? entry.model : `${model.display} (${entry.model})`],
    ['Type of device', words(entry.type ?? model?.type ?? '')],
    ['Payload format', model?.codec ?? null],
    ['Publishes to', entry.topic],
    ['Registered', entry.registeredAt === null ? null : fullTime(entry.registeredAt)],
  ];
  return (
    <Card title="Identity">
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd>
              {value === null || value === '' ? <span className="quiet">Not recorded</span> : value}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** usage-hours becomes Usage hours. */
function words(name: string): string {
  const text = name.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
