import { useEffect, useState } from 'react';
import { signName } from '../device/signName';
import { Card, PolledContent } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { clockTime, fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { trendWords } from '../words/trends';
import { marksOf } from './decode';
import type { ErrorMark } from './model';
import { patientPath } from './paths';

interface Props {
  readonly api: Api;
  readonly patientId: string;
  /** Changes when something may have been marked. */
  readonly version: unknown;
  readonly onChanged: () => void;
}

const REFRESH_MILLIS = 60_000;

/** What was declared wrong, by whom and why, and taking that back. */
export function ErrorMarks({ api, patientId, version, onChanged }: Props) {
  const w = trendWords().marks;
  const path = patientPath(patientId, 'entered-in-error');
  const marks = usePolled(patientId, REFRESH_MILLIS, async () => marksOf(await api.get(path)));
  const [asked, setAsked] = useState<ErrorMark | null>(null);
  useEffect(() => void marks.refresh(), [version]);
  return (
    <Card title={w.title} className="error-marks">
      <PolledContent state={marks} everyMillis={REFRESH_MILLIS} what={w.list}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">{w.nothing}</p>
          ) : (
            <div className="error-marks-scroll" tabIndex={0} role="region" aria-label={w.title}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{w.values}</th>
                    <th scope="col">{w.reason}</th>
                    <th scope="col">{w.marked}</th>
                    <th scope="col">{w.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((mark) => (
                    <tr key={mark.id} className={mark.retractedAt === null ? '' : 'quiet'}>
                      <td>
                        {w.of(mark.sign === null ? w.allSigns : signName(mark.sign), mark.deviceId)}
                        <br />
                        {stretchWords(mark)}
                      </td>
                      <td className="cell-break">{mark.reason}</td>
                      <td>
                        {fullTime(mark.at)}
                        <br />
                        {mark.by}
                      </td>
                      <td>
                        {mark.retractedAt === null ? (
                          <button type="button" className="button button-small" onClick={() => setAsked(mark)}>
                            {w.takeBack}
                          </button>
                        ) : (
                          <>
                            {w.takenBack(fullTime(mark.retractedAt))}
                            <br />
                            {mark.retractedBy}
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </PolledContent>
      {asked === null ? null : (
        <ConfirmDialog
          title={w.askTitle}
          action={w.askAction}
          onClose={() => setAsked(null)}
          onConfirm={async () => {
            await api.post(`${path}/${encodeURIComponent(asked.id)}/retract`);
            await marks.refresh();
            onChanged();
          }}
        >
          <p>{w.askMore(stretchWords(asked))}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

function stretchWords({ from, to }: ErrorMark): string {
  if (to === null || to - from <= 1) return fullTime(from);
  const same = new Date(from).toDateString() === new Date(to).toDateString();
  return trendWords().to(fullTime(from), same ? clockTime(to) : fullTime(to));
}
