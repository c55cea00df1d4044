import type { Patient } from '../board/model';
import { Card, PolledContent } from '../layout/Card';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { hoursText, scoreStatisticsOf } from './model';
import { scorePath, searchOfUnit, type UnitView } from './view';
import { Who } from './Who';

interface Props {
  readonly api: Api;
  readonly unit: string;
  readonly view: UnitView;
  readonly names: ReadonlyMap<string, Patient>;
  readonly now: () => number;
}

const REFRESH_MILLIS = 60_000;

/** How long each patient had a high score. */
export function ScoreCard({ api, unit, view, names, now }: Props) {
  const statistics = usePolled(searchOfUnit(view), REFRESH_MILLIS, async () =>
    scoreStatisticsOf(await api.get(scorePath(unit, view, now()))),
  );
  return (
    <Card title={`NEWS2 of ${view.atLeast} or more`}>
      <PolledContent state={statistics} everyMillis={REFRESH_MILLIS} what="This count">
        {({ hours, hoursAtLeast, patients }) => (
          <>
            <p className="unit-headline">
              <strong>{hoursText(hoursAtLeast)}</strong> of {hoursText(hours)} known
            </p>
            {patients.length === 0 ? (
              <p className="quiet">No scores in this time.</p>
            ) : (
              <div className="unit-scroll" tabIndex={0} role="region" aria-label="Time with a high score, by patient">
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th scope="col">Bed · patient</th>
                      <th scope="col">{view.atLeast} or more for</th>
                      <th scope="col">Known</th>
                      <th scope="col">Highest</th>
                    </tr>
                  </thead>
                  <tbody>
                    {patients.map((row) => (
                      <tr key={row.patientId}>
                        <td>
                          <Who patientId={row.patientId} patient={names.get(row.patientId) ?? null} />
                        </td>
                        <td className="ticking">
                          {row.atLeast > 0 ? <strong>{hoursText(row.atLeast)}</strong> : <span className="quiet">never</span>}
                        </td>
                        <td className="ticking">{hoursText(row.hours)}</td>
                        <td className="ticking">{row.highest ?? '–'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <p className="quiet">Time counts while it is known whether the score was so high: each until the next one, its inputs only while
              they are new enough. “Highest” is what it was known to be at least.</p>
          </>
        )}
      </PolledContent>
    </Card>
  );
}
