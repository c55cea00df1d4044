import { useState } from 'react';
import { ModelSelect, useModels } from '../fleet/ModelSelect';
import { Card } from '../layout/Card';
import { useObservable } from '../live/observable';
import { useAddress } from '../nav/Link';
import { type Api, explain } from '../wire/api';
import { traceOf } from './decode';
import type { Trace } from './model';
import { type PayloadKind, payloadOf, sized } from './payload';
import { TraceView } from './TraceView';

interface Props {
  readonly api: Api;
}

interface File {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'explained'; readonly trace: Trace };

/** What the gateway would make of a payload, without storing anything. */
export function ExplainPage({ api }: Props) {
  const address = useAddress();
  const wanted = new URLSearchParams(useObservable(address.search)).get('model') ?? '';
  const models = useModels(api);
  const [model, setModel] = useState(wanted);
  const [form, setForm] = useState('');
  const [device, setDevice] = useState('');
  const [kind, setKind] = useState<PayloadKind>('text');
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' });

  const ask = async () => {
    const payload = file === null ? payloadOf(kind, text) : sized(file.bytes);
    if (payload.kind === 'unreadable') {
      setAnswer({ kind: 'failed', reason: payload.reason });
      return;
    }
    setAnswer({ kind: 'asking' });
    const query = new URLSearchParams({ model });
    if (form.trim() !== '') query.set('form', form.trim());
    if (device.trim() !== '') query.set('device', device.trim());
    try {
      const trace = traceOf(await api.postBytes(`/api/v1/explain?${query.toString()}`, payload.bytes));
      setAnswer({ kind: 'explained', trace });
    } catch (failure) {
      setAnswer({ kind: 'failed', reason: explain(failure) });
    }
  };

  return (
    <article className="two-columns" aria-labelledby="explain-title">
      <header className="desk-head">
        <div>
          <h1 id="explain-title">Explain a payload</h1>
          <p className="desk-lead">
            What the gateway would make of it, step by step. Nothing is stored and no patient gets
            it; that somebody asked is in the audit log.
          </p>
        </div>
      </header>
      <Card title="Payload">
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <ModelSelect models={models} value={model} onChange={setModel} />
          <div className="form-row">
            <label className="stacked">
              <span>Form (optional)</span>
              <input
                type="text"
                value={form}
                placeholder="such as 2A37"
                onChange={({ target }) => setForm(target.value)}
              />
              <small>
                The last part of the topic, where the model has several: for Bluetooth the
                characteristic.
              </small>
            </label>
            <label className="stacked">
              <span>Device (optional)</span>
              <input
                type="text"
                value={device}
                placeholder="device id"
                onChange={({ target }) => setDevice(target.value)}
              />
              <small>To see to which patient its readings would go.</small>
            </label>
          </div>
          <fieldset className="choice">
            <legend>The payload is</legend>
            <label>
              <input
                type="radio"
                name="kind"
                checked={file === null && kind === 'text'}
                onChange={() => {
                  setFile(null);
                  setKind('text');
                }}
              />
              Text
            </label>
            <label>
              <input
                type="radio"
                name="kind"
                checked={file === null && kind === 'hex'}
                onChange={() => {
                  setFile(null);
                  setKind('hex');
                }}
              />
              Bytes in hex
            </label>
            <label className="button button-small file-button">
              <input
                type="file"
                onChange={({ target }) => {
                  const [chosen] = target.files ?? [];
                  target.value = '';
                  if (chosen === undefined) return;
                  void chosen.arrayBuffer().then((buffer) =>
                    setFile({ name: chosen.name, bytes: new Uint8Array(buffer) }),
                  );
                }}
              />
              Choose a file…
            </label>
          </fieldset>
          {file === null ? (
            <textarea
              className="payload"
              aria-label="Payload"
              value={text}
              rows={9}
              spellCheck={false}
              placeholder={
                kind === 'text'
                  ? '{"time":"2026-11-23T08:00:00Z","values":{"heart-rate":72}}'
                  : '16 48 00 3a 02'
              }
              onChange={({ target }) => setText(target.value)}
            />
          ) : (
            <p className="file-chosen">
              File <strong>{file.name}</strong>, {file.bytes.length.toLocaleString('en-GB')} bytes{' '}
              <button type="button" className="button button-small" onClick={() => setFile(null)}>
                Remove
              </button>
            </p>
          )}
          <button
            type="submit"
            className="button button-primary"
            disabled={model === '' || answer.kind === 'asking'}
          >
            {answer.kind === 'asking' ? 'Explaining…' : 'Explain'}
          </button>
        </form>
      </Card>
      <Card title="Explanation">
        <div aria-live="polite">
          <Explanation answer={answer} />
        </div>
      </Card>
    </article>
  );
}

function Explanation({ answer }: { readonly answer: Answer }) {
  switch (answer.kind) {
    case 'none':
      return (
        <p className="quiet">
          Choose a model, paste a payload as a device of that model would send it, and ask.
        </p>
      );
    case 'asking':
      return <p className="quiet">Explaining…</p>;
    case 'failed':
      return <p className="failure">{answer.reason}</p>;
    case 'explained':
      return <TraceView trace={answer.trace} />;
  }
}
