import { type ReactNode, useEffect, useState } from 'react';
import { ageText } from '../board/age';
import type { DeviceModel } from '../fleet/models';
import { Card } from '../layout/Card';
import { Mark } from '../layout/Mark';
import { clockTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { useNow } from '../live/ticker';
import type { AccessToken, Renewal } from '../wire/api';
import { LiveFeed, type LiveState } from './liveFeed';
import { Sweep } from './Sweep';
import { endOf, type Packet, rangeOf } from './trace';
import { signName } from './signName';

interface Props {
  readonly deviceId: string;
  readonly model: DeviceModel | null;
  readonly accessToken: AccessToken;
  readonly renew: Renewal;
}

/** Packets come each second: after this long without one, something is wrong. */
const STALE_MILLIS = 5_000;

/** What the device measures this second, or in words why nothing is to be seen. */
export function LiveCard({ deviceId, model, accessToken, renew }: Props) {
  const [feed] = useState(() => new LiveFeed(deviceId, accessToken, renew));
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  const state = useObservable(feed.state);
  useNow();
  const now = Date.now();
  const liveness = feed.liveness();
  const stale = state.heardAt !== null && now - state.heardAt > STALE_MILLIS;
  return (
    <Card title="Live trace" className="live-card" aside={<Sign state={state} stale={stale} />}>
      {state.traces.size === 0 ? (
        <p className="live-words" role="status">
          {emptyWords(state, model, liveness.kind === 'lost')}
        </p>
      ) : (
        <>
          {stale && state.heardAt !== null ? (
            <p className="data-old" role="alert">
              <strong>
                No samples since {clockTime(state.heardAt)},{' '}
                {ageText(Math.floor((now - state.heardAt) / 1_000))} ago: the trace stands still.
              </strong>{' '}
              {liveness.kind === 'lost'
                ? 'The server does not answer. Reconnecting…'
                : 'The server answers; the device sends none.'}
            </p>
          ) : null}
          {[...state.traces].map(([sign, packets]) => (
            <Lane key={sign} sign={sign} packets={packets} stale={stale} />
          ))}
          <p className="live-note">
            Six seconds from edge to edge, a line each second; a second or two behind the device.
            Each trace fills its own height. For finding faults of the device, not for diagnosis.
          </p>
        </>
      )}
    </Card>
  );
}

function Sign({ state, stale }: { readonly state: LiveState; readonly stale: boolean }): ReactNode {
  if (state.traces.size === 0) return null;
  return (
    <span className="marked">
      <Mark grade={stale ? 'error' : 'good'} />
      {stale ? 'Not live' : 'Live'}
    </span>
  );
}

function emptyWords(state: LiveState, model: DeviceModel | null, lost: boolean): string {
  switch (state.refused) {
    case 403:
      return 'Your role does not show live traces.';
    case 404:
      return 'No live trace for you: the device is on a patient whom your care units do not show, or it is unknown.';
    case 401:
    case null:
      break;
    default:
      return `The live trace cannot be had now (the server answered ${state.refused}). Trying again by itself.`;
  }
  if (lost) return 'The server does not answer. Reconnecting…';
  if (!state.opened) return 'Connecting…';
  const waves = model?.signals.filter(({ rateHz }) => rateHz !== null && rateHz > 5) ?? [];
  return waves.length === 0
    ? 'This device sends no waveform now. If it sends any, they appear here.'
    : `This device sends no waveform now. Its model has ${waves.map(({ sign, rateHz }) => `${signName(sign)} (${rateHz} a second)`).join(', ')}.`;
}

interface LaneProps {
  readonly sign: string;
  readonly packets: readonly Packet[];
  readonly stale: boolean;
}

function Lane({ sign, packets, stale }: LaneProps) {
  const newest = packets.at(-1);
  const range = rangeOf(packets);
  if (newest === undefined) return null;
  const last = newest.samples.findLast((sample) => sample !== null) ?? null;
  return (
    <div className="lane">
      <dl className="lane-facts">
        <dt className="lane-name">{signName(sign)}</dt>
        <dd className={stale ? 'lane-value is-stale' : 'lane-value'}>
          {last === null ? '–' : rounded(last)} <span className="lane-unit">{newest.unit === '1' ? '' : newest.unit}</span>
        </dd>
        <dt className="unseen">Range</dt>
        <dd>{range === null ? 'No value' : `${rounded(range.low)} to ${rounded(range.high)}`}</dd>
        <dt className="unseen">Rate</dt>
        <dd>
          {rounded(newest.hz)} a second, to {clockTime(endOf(newest))}
        </dd>
      </dl>
      <Sweep name={signName(sign)} packets={packets} stale={stale} />
    </div>
  );
}

/** Three digits are more than a trace can be read by. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
