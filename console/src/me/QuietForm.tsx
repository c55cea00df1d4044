import { meWords } from '../words/me';
import { DAYS, type QuietHours } from './model';

interface Props {
  readonly quiet: QuietHours | null;
  readonly fault: string | null;
  readonly onQuiet: (quiet: QuietHours | null) => void;
}

/** When somebody would rather not be called, for what can wait. */
export function QuietForm({ quiet, fault, onQuiet }: Props) {
  const w = meWords();
  return (
    <fieldset className="me-quiet">
      <legend>{w.quiet}</legend>
      <p className="quiet">{w.quietNote}</p>
      <label className="check">
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={({ target }) => onQuiet(target.checked ? evenings() : null)}
        />
        {w.quietOn}
      </label>
      {quiet === null ? null : (
        <>
          <div className="me-hours">
            <label className="stacked">
              <span>{w.from}</span>
              <input type="time" required value={quiet.from} onChange={({ target }) => onQuiet({ ...quiet, from: target.value })} />
            </label>
            <label className="stacked">
              <span>{w.to}</span>
              <input type="time" required value={quiet.to} onChange={({ target }) => onQuiet({ ...quiet, to: target.value })} />
            </label>
            <label className="stacked">
              <span>{w.zone}</span>
              <input type="text" required value={quiet.zone} onChange={({ target }) => onQuiet({ ...quiet, zone: target.value })} />
            </label>
          </div>
          <fieldset className="choice">
            <legend>{w.daysBegin}</legend>
            {DAYS.map((day) => (
              <label key={day} className="check">
                <input
                  type="checkbox"
                  checked={quiet.days.includes(day)}
                  onChange={({ target }) =>
                    onQuiet({
                      ...quiet,
                      days: DAYS.filter((each) => (each === day ? target.checked : quiet.days.includes(each))),
                    })
                  }
                />
                {w.days[day]}
              </label>
            ))}
          </fieldset>
        </>
      )}
      {fault === null ? null : (
        <p className="failure" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

function evenings(): QuietHours {
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, from: '22:00', to: '06:00', days: DAYS };
}
