import { useState } from 'react';
import { saveAs } from '../layout/saveAs';
import { explain, type Api } from '../wire/api';
import { type ExportFormat, exportName, exportPath } from './paths';

interface Props {
  readonly api: Api;
  readonly patientId: string;
  readonly signs: readonly string[];
  readonly from: number;
  readonly to: number;
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly reason: string };

const FORMATS: readonly { readonly format: ExportFormat; readonly name: string }[] = [
  { format: 'csv', name: 'CSV, for spreadsheets' },
  { format: 'ndjson', name: 'NDJSON, a line of JSON for each value' },
  { format: 'parquet', name: 'Apache Parquet, for analysis' },
];
/** Years of values take their time. */
const TIMEOUT_MILLIS = 10 * 60_000;

/** Takes the stored values away as a file: each of them, flagged ones with their flags. */
export function ExportMenu({ api, patientId, signs, from, to }: Props) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [all, setAll] = useState(false);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const run = async () => {
    setState({ kind: 'working' });
    const path = exportPath(patientId, all ? { format, signs: [], range: null } : { format, signs, range: { from, to } });
    try {
      const content = await api.getBytes(path, TIMEOUT_MILLIS);
      saveAs(content, exportName(format, Date.now()));
      setState({ kind: 'done', bytes: content.size });
    } catch (failure) {
      setState({ kind: 'failed', reason: explain(failure) });
    }
  };
  return (
    <details className="tool-menu tool-menu-end">
      <summary className="button tool">Export…</summary>
      <form
        className="tool-choices"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <fieldset className="choice choice-tall">
          <legend>Format</legend>
          {FORMATS.map(({ format: value, name }) => (
            <label key={value}>
              <input type="radio" name="format" checked={format === value} onChange={() => setFormat(value)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="choice choice-tall">
          <legend>What</legend>
          <label>
            <input type="radio" name="what" checked={!all} onChange={() => setAll(false)} />
            <span>The signs and the time shown</span>
          </label>
          <label>
            <input type="radio" name="what" checked={all} onChange={() => setAll(true)} />
            <span>Everything stored of this patient</span>
          </label>
        </fieldset>
        <p className="quiet">The file holds a patient’s data, and neither it nor its name says whose: keep it where that is clear. The
          export is recorded in the audit trail.</p>
        <button type="submit" className="button button-primary" disabled={state.kind === 'working'}>
          {state.kind === 'working' ? 'Working…' : 'Export'}
        </button>
        <p role="status" className={state.kind === 'failed' ? 'failure' : 'quiet'}>
          {state.kind === 'failed' ? `Not exported: ${state.reason}` : ''}
          {state.kind === 'done' ? `Saved, ${Math.ceil(state.bytes / 1_024)} KiB` : ''}
        </p>
      </form>
    </details>
  );
}
