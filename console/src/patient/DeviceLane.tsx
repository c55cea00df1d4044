import { shortTime } from '../live/clockTime';
import { patientWords } from '../words/patient';
import { EventTrack } from './EventTrack';
import type { Stay } from './model';
import { trackOf } from './track';

interface Props {
  /** Null where they are not known. */
  readonly stays: readonly Stay[] | null;
  readonly failure: string | null;
  /** Null when the gateway has not said. */
  readonly connected: boolean | null;
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

const MOST_ROWS = 4;

/** Which device was on the patient when. */
export function DeviceLane({ stays, failure, connected, from, to, now }: Props) {
  const words = patientWords();
  const track = trackOf(stays ?? [], { from, to }, now, (stay) => stay, MOST_ROWS);
  const on = (stays ?? []).filter((stay) => stay.to === null);
  return (
    <EventTrack
      title={words.devices}
      laneKey="devices"
      aside={
        <>
          {stays === null ? (
            <p className="quiet">
              {words.devicesUnknown} {failure}
            </p>
          ) : on.length === 0 ? (
            <p className="quiet">{words.noDevice}</p>
          ) : null}
          {connected === false ? <span className="badge-offline">{words.deviceOffline}</span> : null}
        </>
      }
      track={track}
      note={stays !== null && track.bars.length === 0 ? words.none : null}
      keyOf={({ id }) => id}
      bar={({ item: { deviceId, from: begun, to: ended, method } }) => {
        const time = ended === null ? words.since(shortTime(begun, now)) : words.lasting(shortTime(begun, now), shortTime(ended, now));
        const how = method === null ? '' : `, ${words.methods[method] ?? method}`;
        return (
          <span className="track-device" title={`${deviceId}, ${time}${how}`}>
            {deviceId}
            <span className="unseen">
              , {time}
              {how}
            </span>
          </span>
        );
      }}
    />
  );
}
