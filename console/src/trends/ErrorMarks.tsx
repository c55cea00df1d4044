import { useEffect, useState } from 'react';
import { signName } from '../device/signName';
import { Card, PolledContent } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { clockTime, fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
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
  const path = patientPath(patientId, 'entered-in-error');
  const marks = usePolled(patientId, REFRESH_MILLIS, async () => marksOf(await api.get(path)));
  const [asked, setAsked] = useState<ErrorMark | null>(null);
  useEffect(() => void marks.refresh(), [version]);
  return (
    <Card title="Entered in error" className="error-marks">
      <PolledContent state={marks} everyMillis={REFRESH_MILLIS} what="This list">
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">Nothing. Choose a value in a chart to mark it.</p>
          ) : (
            <div className="error-marks-scroll" tabIndex={0} role="region" aria-label="Entered in error">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">Values</th>
                    <th scope="col">Reason</th>
                    <th scope="col">Marked</th>
                    <th scope="col">State</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((mark) => (
                    <tr key={mark.id} className={mark.retractedAt === null ? '' : 'quiet'}>
                      <td>
                        {mark.sign === null ? 'All signs' : signName(mark.sign)} of {mark.deviceId}
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
                            Take back…
                          </button>
                        ) : (
                          <>
                            Taken back {fullTime(mark.retractedAt)}
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
          title="Take the mark back?"
          action="Take back"
          onClose={() => setAsked(null)}
          onConfirm={async () => {
            await api.post(`${path}/${encodeURIComponent(asked.id)}/retract`);
            await marks.refresh();
            onChanged();
          }}
        >
          <p>
            The values of {stretchWords(asked)} are shown in charts again. That they were marked stays in the
            audit trail.
          </p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

function stretchWords({ from, to }: ErrorMark): string {
  if (to === null || to - from <= 1) return fullTime(from);
  const same = new Date(from).toDateString() === new Date(to).toDateString();
  return `${fullTime(from)} to ${same ? clockTime(to) : fullTime(to)}`;
}
