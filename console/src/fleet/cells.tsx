import { fullTime } from '../live/clockTime';
import { Mark, type Grade } from '../layout/Mark';
import { useNow } from '../live/ticker';
import { Age, useOlderThan } from './Age';
import { certificateView } from './certificate';
import type { Connection, FleetDevice } from './model';
import { clockWords, CONNECTION_WORDS } from './words';

const CONNECTION_GRADES: Readonly<Record<Connection, Grade>> = {
  ONLINE: 'good',
  OFFLINE: 'plain',
  LOST: 'error',
  NEVER: 'plain',
  UNKNOWN: 'plain',
};

export function ConnectionCell({ device }: { readonly device: FleetDevice }) {
  return (
    <>
      <span className="marked">
        <Mark grade={CONNECTION_GRADES[device.connection]} />
        {CONNECTION_WORDS[device.connection]}
      </span>
      {device.since === null ? null : (
        <span className="cell-more" title={`since ${fullTime(device.since)}`}>
          for <Age since={device.since} />
        </span>
      )}
    </>
  );
}

interface SeenProps {
  readonly device: FleetDevice;
  /** How long a device of the model may be silent (ms). */
  readonly silenceLimit: number;
}

/** When anything of the device came last. Longer ago than its model allows is stale, and says so. */
export function SeenCell({ device, silenceLimit }: SeenProps) {
  const stale = useOlderThan(device.lastSeenAt, silenceLimit);
  if (device.lastSeenAt === null) return <span className="quiet">Never</span>;
  return (
    <>
      <span title={fullTime(device.lastSeenAt)}>
        <Age since={device.lastSeenAt} /> ago
      </span>
      {stale ? (
        <span className="cell-more">
          <span className="tag-stale">Stale</span>
        </span>
      ) : null}
    </>
  );
}

export function BatteryCell({ percent }: { readonly percent: number | null }) {
  if (percent === null) return <span className="quiet">Not told</span>;
  const grade = percent < 10 ? 'error' : percent < 20 ? 'warning' : null;
  return (
    <>
      <span className="marked">
        {grade === null ? null : <Mark grade={grade} />}
        {Math.round(percent)} %
      </span>
      {grade === null ? null : <span className="cell-more">low</span>}
    </>
  );
}

export function MissingCell({ device }: { readonly device: FleetDevice }) {
  const { missing, received } = device;
  if (missing === null || (missing === 0 && (received ?? 0) === 0)) return <span className="quiet">No count</span>;
  const number = (count: number) => count.toLocaleString('en-GB');
  return (
    <>
      <span className="marked">
        {missing > 0 ? <Mark grade="warning" /> : null}
        {missing === 0 ? 'None' : number(missing)}
      </span>
      {received === null || received === 0 ? null : (
        <span className="cell-more">of {number(received + missing)}</span>
      )}
    </>
  );
}

export function ClockCell({ device }: { readonly device: FleetDevice }) {
  const off = device.clock?.quality === 'OFFSET';
  const drift = device.clock?.driftPpm ?? null;
  return (
    <>
      <span className={device.clock?.quality === 'UNKNOWN' ? 'marked quiet' : 'marked'}>
        {off ? <Mark grade="warning" /> : null}
        {clockWords(device.clock)}
      </span>
      {drift === null || Math.abs(drift) < 1 ? null : (
        <span className="cell-more" title={`${drift.toFixed(0)} parts per million`}>
          drifts {((Math.abs(drift) * 86_400) / 1e6).toFixed(1)} s a day
        </span>
      )}
    </>
  );
}

export function CertificateCell({ expiresAt }: { readonly expiresAt: number | null }) {
  const now = useNow(60_000);
  const { grade, text } = certificateView(expiresAt, now);
  return (
    <span className="marked marked-wrap" title={expiresAt === null ? undefined : fullTime(expiresAt)}>
      {grade === 'error' || grade === 'warning' ? <Mark grade={grade} /> : null}
      {text}
    </span>
  );
}
