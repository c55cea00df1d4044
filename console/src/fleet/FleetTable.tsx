import { memo, useLayoutEffect, useRef, useState } from 'react';
import { Mark } from '../layout/Mark';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import {
  BatteryCell,
  CertificateCell,
  ClockCell,
  ConnectionCell,
  MissingCell,
  SeenCell,
} from './cells';
import type { FleetDevice } from './model';
import { problemsOf } from './problems';
import { sliceOf } from './slice';
import type { FleetView, SortKey } from './view';
import { STATE_WORDS } from './words';

const COLUMNS: readonly { readonly key: SortKey | null; readonly name: string }[] = [
  { key: 'id', name: 'Device' },
  { key: 'attention', name: 'Needs attention' },
  { key: 'state', name: 'State' },
  { key: 'connection', name: 'Connection' },
  { key: 'seen', name: 'Last seen' },
  { key: 'battery', name: 'Battery' },
  { key: 'missing', name: 'Missing messages' },
  { key: null, name: 'Clock' },
  { key: 'certificate', name: 'Certificate' },
  { key: 'firmware', name: 'Firmware' },
  { key: null, name: 'Bed' },
];

/** Of a row, in rem; see .fleet-row. */
const ROW_REM = 3.1;

interface Props {
  readonly devices: readonly FleetDevice[];
  readonly view: FleetView;
  readonly onView: (view: FleetView) => void;
  readonly silenceLimitOf: (model: string) => number;
}

/** Draws the rows in sight only, so that a thousand devices scroll like ten. */
export function FleetTable({ devices, view, onView, silenceLimitOf }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ from, to }, setSlice] = useState({ from: 0, to: 0 });
  const count = devices.length;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const { from, to } = sliceOf(element.scrollTop, element.clientHeight, ROW_REM * rem, count);
      setSlice((known) => (known.from === from && known.to === to ? known : { from, to }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [count]);
  return (
    <div className="fleet-scroll" ref={scroller} tabIndex={0} role="region" aria-label="Devices">
      <table className="fleet" aria-rowcount={devices.length + 1}>
        <colgroup>
          {COLUMNS.map(({ name }) => (
            <col key={name} className={`fleet-col-${name.split(' ')[0]?.toLowerCase() ?? ''}`} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ key, name }) => (
              <HeadCell key={name} sort={key} name={name} view={view} onView={onView} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer rem={from * ROW_REM} />
          {devices.slice(from, to).map((device, index) => (
            <Row
              key={device.id}
              device={device}
              rowIndex={from + index + 2}
              silenceLimit={silenceLimitOf(device.model)}
            />
          ))}
          <Spacer rem={Math.max(0, count - to) * ROW_REM} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ rem }: { readonly rem: number }) {
  if (rem === 0) return null;
  return (
    <tr aria-hidden="true">
      <td className="fleet-spacer" colSpan={COLUMNS.length} style={{ height: `${rem}rem` }} />
    </tr>
  );
}

interface HeadProps {
  readonly sort: SortKey | null;
  readonly name: string;
  readonly view: FleetView;
  readonly onView: (view: FleetView) => void;
}

function HeadCell({ sort, name, view, onView }: HeadProps) {
  if (sort === null) return <th scope="col">{name}</th>;
  const active = view.sort === sort;
  return (
    <th
      scope="col"
      aria-sort={active ? (view.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className="sort"
        onClick={() => onView({ ...view, sort, descending: active && !view.descending })}
      >
        {name}
        <span className="sort-arrow" aria-hidden="true">
          {active ? (view.descending ? '▼' : '▲') : ''}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly device: FleetDevice;
  readonly rowIndex: number;
  readonly silenceLimit: number;
}

const Row = memo(function Row({ device, rowIndex, silenceLimit }: RowProps) {
  return (
    <tr className="fleet-row" aria-rowindex={rowIndex}>
      <th scope="row">
        <Link to={searchTo('device', { id: device.id })} className="fleet-id">
          {device.id}
        </Link>
        <span className="cell-more" title={device.display}>
          {device.synthetic ? <span className="badge-simulated">SIMULATED</span> : null}
          {device.display}
        </span>
      </th>
      <td>
        <Attention device={device} />
      </td>
      <td>{STATE_WORDS[device.state]}</td>
      <td>
        <ConnectionCell device={device} />
      </td>
      <td>
        <SeenCell device={device} silenceLimit={silenceLimit} />
      </td>
      <td>
        <BatteryCell percent={device.batteryPercent} />
      </td>
      <td>
        <MissingCell device={device} />
      </td>
      <td>
        <ClockCell device={device} />
      </td>
      <td>
        <CertificateCell expiresAt={device.certificateExpiresAt} />
      </td>
      <td title={device.firmware ?? undefined}>
        {device.firmware ?? <span className="quiet">Not told</span>}
      </td>
      <td title={device.bed ?? undefined}>{device.bed ?? <span className="quiet">None</span>}</td>
    </tr>
  );
});

function Attention({ device }: { readonly device: FleetDevice }) {
  const now = useNow(60_000);
  const problems = problemsOf(device, now);
  const [worst, ...more] = problems;
  if (worst === undefined) {
    return <span className="quiet">{device.state === 'RETIRED' ? '–' : 'Nothing'}</span>;
  }
  return (
    <div title={problems.map(({ text }) => text).join('\n')}>
      <span className="marked">
        <Mark grade={worst.grade} />
        <span className="attention">{worst.text}</span>
      </span>
      {more.length === 0 ? null : (
        <span className="cell-more cell-cut">{more.map(({ text }) => text).join(' · ')}</span>
      )}
    </div>
  );
}
