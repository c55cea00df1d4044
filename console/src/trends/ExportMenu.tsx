import { useState } from 'react';
import { saveAs } from '../layout/saveAs';
import { explain, type Api } from '../wire/api';
import { frameWords } from '../words/frame';
import { trendWords } from '../words/trends';
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

const FORMATS = ['csv', 'ndjson', 'parquet'] as const;
/** Years of values take their time. */
const TIMEOUT_MILLIS = 10 * 60_000;

/** Takes the stored values away as a file: each of them, flagged ones with their flags. */
export function ExportMenu({ api, patientId, signs, from, to }: Props) {
  const w = trendWords().export;
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
      <summary className="button tool">{w.title}</summary>
      <form
        className="tool-choices"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <fieldset className="choice choice-tall">
          <legend>{w.format}</legend>
          {FORMATS.map((value) => (
            <label key={value}>
              <input type="radio" name="format" checked={format === value} onChange={() => setFormat(value)} />
              <span>{w.formats[value]}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="choice choice-tall">
          <legend>{w.what}</legend>
          <label>
            <input type="radio" name="what" checked={!all} onChange={() => setAll(false)} />
            <span>{w.shown}</span>
          </label>
          <label>
            <input type="radio" name="what" checked={all} onChange={() => setAll(true)} />
            <span>{w.everything}</span>
          </label>
        </fieldset>
        <p className="quiet">{w.note}</p>
        <button type="submit" className="button button-primary" disabled={state.kind === 'working'}>
          {state.kind === 'working' ? frameWords().dialog.working : w.action}
        </button>
        <p role="status" className={state.kind === 'failed' ? 'failure' : 'quiet'}>
          {state.kind === 'failed' ? w.failed(state.reason) : ''}
          {state.kind === 'done' ? w.saved(Math.ceil(state.bytes / 1_024)) : ''}
        </p>
      </form>
    </details>
  );
}
