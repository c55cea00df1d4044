import { useEffect, useState } from 'react';
import { unitText } from '../board/signs';
import { signName } from '../device/signName';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { fullTime } from '../live/clockTime';
import { explain, type Api } from '../wire/api';
import { Problem } from '../wire/problem';
import { trendWords } from '../words/trends';
import { rowsOf } from './decode';
import type { Chosen } from './LaneRow';
import { byDevice, type DeviceRows, markOf, type Stretch, stretchFault, timeOf } from './marking';
import { exportPath, patientPath } from './paths';
import { count } from './words';

interface Props {
  readonly api: Api;
  readonly patientId: string;
  readonly chosen: Chosen;
  readonly onClose: () => void;
  readonly onMarked: () => void;
}

type Stored =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ready'; readonly devices: readonly DeviceRows[] };

/** Declares values wrong, after showing exactly which ones. */
export function MarkDialog({ api, patientId, chosen, onClose, onMarked }: Props) {
  const w = trendWords().marks;
  const { sign, point, bucketMillis } = chosen;
  const end = point.time + (bucketMillis ?? 1_000);
  const [single, setSingle] = useState(bucketMillis === null);
  const [from, setFrom] = useState(() => fullTime(point.time));
  const [to, setTo] = useState(() => fullTime(Math.ceil(end / 1_000) * 1_000));
  const [allSigns, setAllSigns] = useState(false);
  const [device, setDevice] = useState<string | null>(null);
  const begin = timeOf(from);
  const finish = timeOf(to);
  const fault = single ? null : stretchFault(begin, finish);
  const stretch: Stretch = single ? { from: point.time, to: null } : { from: begin, to: finish };
  const stored = useStored(api, patientId, allSigns ? null : sign, fault === null ? stretch : null);
  const devices = stored.kind === 'ready' ? stored.devices : [];
  const marked = devices.find(({ deviceId }) => deviceId === device) ?? devices[0];
  return (
    <ConfirmDialog
      title={w.markTitle}
      action={w.markAction}
      grave
      asksReason
      onClose={onClose}
      onConfirm={async (reason) => {
        if (marked === undefined) throw new Problem(404, 'NOTHING_STORED', w.nothingStored);
        await api.post(
          patientPath(patientId, 'entered-in-error'),
          markOf(marked, stretch, allSigns ? null : sign, reason),
        );
        onMarked();
      }}
    >
      <fieldset className="choice choice-tall">
        <legend>{w.which}</legend>
        {bucketMillis === null ? (
          <label>
            <input type="radio" name="which" checked={single} onChange={() => setSingle(true)} />
            <span>{w.onlyThe(fullTime(point.time))}</span>
          </label>
        ) : null}
        <label>
          <input type="radio" name="which" checked={!single} onChange={() => setSingle(false)} />
          <span>{w.aStretch}</span>
        </label>
      </fieldset>
      {single ? null : (
        <div className="form-row mark-stretch">
          <label className="stacked">
            <span>{w.from}</span>
            <input type="text" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
          <label className="stacked">
            <span>{w.until}</span>
            <input type="text" value={to} onChange={({ target }) => setTo(target.value)} />
          </label>
        </div>
      )}
      {fault === null ? null : <p className="failure">{fault}</p>}
      <label className="check">
        <input type="checkbox" checked={allSigns} onChange={({ target }) => setAllSigns(target.checked)} />
        <span>{w.allOfDevice(signName(sign))}</span>
      </label>
      <div className="mark-stored" role="status">
        {fault !== null ? null : <StoredValues stored={stored} chosen={marked?.deviceId ?? null} onDevice={setDevice} />}
      </div>
      <p>{w.consequence}</p>
    </ConfirmDialog>
  );
}

/** Reads the stored values anew when what is to be marked changes. */
function useStored(api: Api, patientId: string, sign: string | null, stretch: Stretch | null): Stored {
  const [stored, setStored] = useState<Stored>({ kind: 'loading' });
  const from = stretch?.from ?? null;
  const to = stretch?.to ?? null;
  useEffect(() => {
    if (from === null) return;
    let current = true;
    setStored({ kind: 'loading' });
    const path = exportPath(patientId, {
      format: 'ndjson',
      signs: sign === null ? [] : [sign],
      range: { from, to: to ?? from + 1 },
    });
    api
      .getBytes(path)
      .then(async (content) => rowsOf(await content.text()))
      .then(
        (rows) => current && setStored({ kind: 'ready', devices: byDevice(rows) }),
        (failure: unknown) => current && setStored({ kind: 'failed', reason: explain(failure) }),
      );
    return () => {
      current = false;
    };
  }, [api, patientId, sign, from, to]);
  return stored;
}

interface StoredProps {
  readonly stored: Stored;
  readonly chosen: string | null;
  readonly onDevice: (deviceId: string) => void;
}

function StoredValues({ stored, chosen, onDevice }: StoredProps) {
  const w = trendWords().marks;
  switch (stored.kind) {
    case 'loading':
      return <p className="quiet">{w.looking}</p>;
    case 'failed':
      return <p className="failure">{w.unreadable(stored.reason)}</p>;
    case 'ready': {
      const [only] = stored.devices;
      if (only === undefined) return <p className="failure">{w.nothingStored}</p>;
      if (stored.devices.length === 1) {
        return (
          <p>
            <strong>{w.ofDevice(rowWords(only), only.deviceId)}</strong>
          </p>
        );
      }
      return (
        <fieldset className="choice choice-tall">
          <legend>{w.whichDevice}</legend>
          {stored.devices.map((each) => (
            <label key={each.deviceId}>
              <input
                type="radio"
                name="device"
                checked={each.deviceId === chosen}
                onChange={() => onDevice(each.deviceId)}
              />
              <span>
                {each.deviceId}: <strong>{rowWords(each)}</strong>
              </span>
            </label>
          ))}
        </fieldset>
      );
    }
  }
}

function rowWords({ rows }: DeviceRows): string {
  const [row] = rows;
  if (rows.length === 1 && row !== undefined) {
    return `${signName(row.sign)} ${row.value} ${unitText(row.unit)}, ${fullTime(Date.parse(row.time))}`;
  }
  const signs = new Set(rows.map(({ sign }) => sign));
  return trendWords().marks.count(count(rows.length), signs.size);
}
