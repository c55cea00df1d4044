import type { Patient } from '../board/model';
import { unitText } from '../board/signs';
import { signName } from '../device/signName';
import { Card, PolledContent } from '../layout/Card';
import { usePolled } from '../live/polled';
import { percent } from '../trends/words';
import type { Api } from '../wire/api';
import { hoursText, type PatientRange, rangeStatisticsOf } from './model';
import { rangePath, searchOfUnit, type UnitView } from './view';
import { Who } from './Who';

interface Props {
  readonly api: Api;
  readonly unit: string;
  readonly view: UnitView;
  readonly names: ReadonlyMap<string, Patient>;
  readonly now: () => number;
}

const REFRESH_MILLIS = 60_000;

/** How long each patient's sign was within the limits. */
export function RangeCard({ api, unit, view, names, now }: Props) {
  const statistics = usePolled(searchOfUnit(view), REFRESH_MILLIS, async () =>
    rangeStatisticsOf(await api.get(rangePath(unit, view, now()))),
  );
  return (
    <Card title={`${signName(view.sign)} ${limitWords(view)}`}>
      <PolledContent state={statistics} everyMillis={REFRESH_MILLIS} what="This count">
        {({ hours, inRangeFraction, patients }) => (
          <>
            <p className="unit-headline">
              {inRangeFraction === null ? (
                <>Nothing measured in this time.</>
              ) : (
                <>
                  <strong>{percent(inRangeFraction)}</strong> of {hoursText(hours)} measured, over{' '}
                  {patients.length === 1 ? '1 patient' : `${patients.length} patients`}
                </>
              )}
            </p>
            {patients.length === 0 ? null : (
              <div className="unit-scroll" tabIndex={0} role="region" aria-label="Time within the limits, by patient">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">Bed · patient</th>
                      <th scope="col">Within</th>
                      <th scope="col">Outside</th>
                      <th scope="col">Measured</th>
                    </tr>
                  </thead>
                  <tbody>
                    {patients.map((row) => (
                      <Row key={row.patientId} row={row} patient={names.get(row.patientId) ?? null} />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <p className="quiet">
              Each value counts until the next one, but not through a gap; flagged values do not count. Limits are
              within. Least within comes first.
            </p>
          </>
        )}
      </PolledContent>
    </Card>
  );
}

function Row({ row, patient }: { readonly row: PatientRange; readonly patient: Patient | null }) {
  return (
    <tr>
      <td>
        <Who patientId={row.patientId} patient={patient} />
      </td>
      <td className="unit-bar-cell">
        {row.hours === 0 ? (
          <span className="quiet">not measured</span>
        ) : (
          <>
            <strong className="ticking">{percent(row.inRange / row.hours)}</strong>
            <RangeBar row={row} />
          </>
        )}
      </td>
      <td>
        {row.below > 0 ? <span className="unit-part">▼ {hoursText(row.below)} below</span> : null}
        {row.above > 0 ? <span className="unit-part">▲ {hoursText(row.above)} above</span> : null}
        {row.below === 0 && row.above === 0 && row.hours > 0 ? <span className="quiet">never</span> : null}
      </td>
      <td className="ticking">{row.hours === 0 ? '–' : hoursText(row.hours)}</td>
    </tr>
  );
}

const WIDTH = 100;

/** Below, within, above from left to right; said in words beside it. */
function RangeBar({ row }: { readonly row: PatientRange }) {
  const below = (row.below / row.hours) * WIDTH;
  const above = (row.above / row.hours) * WIDTH;
  return (
    <svg className="range-bar" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="range-in" width={WIDTH} height="8" />
      <rect className="range-out" width={below} y="4" height="4" />
      <rect className="range-out" x={WIDTH - above} width={above} height="4" />
    </svg>
  );
}

const UCUM: Readonly<Record<string, string>> = {
  spo2: '%',
  'heart-rate': '/min',
  'respiratory-rate': '/min',
  'systolic-pressure': 'mm[Hg]',
  temperature: 'Cel',
};

function limitWords({ sign, low, high }: UnitView): string {
  const unit = unitText(UCUM[sign] ?? '');
  if (low !== null && high !== null) return `from ${low} to ${high} ${unit}`;
  return low === null ? `up to ${high ?? ''} ${unit}` : `from ${low} ${unit} up`;
}
