import { type FormEvent, useState } from 'react';
import { explain, type Api } from '../wire/api';
import { asArray, asObject, asText } from '../wire/json';
import { type FieldProblem, Problem } from '../wire/problem';
import { meWords } from '../words/me';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/words';
import { bodyOf, earlier, type Preferences, WEB_PUSH } from './model';
import { PREFERENCES } from './MePage';
import { QuietForm } from './QuietForm';
import { WayRow } from './WayRow';

interface Props {
  readonly api: Api;
  readonly kept: Preferences;
  readonly onTold: (what: string | null) => void;
  readonly onKept: () => void;
}

/** Channels in their order, quiet hours and the language of messages; nothing counts before "Keep". */
export function WaysForm({ api, kept, onTold, onKept }: Props) {
  const w = meWords();
  const [draft, setDraft] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [faults, setFaults] = useState<readonly FieldProblem[]>([]);
  const offered = kept.available.filter((channel) => channel !== WEB_PUSH);
  const [channel, setChannel] = useState(offered[0] ?? '');
  const [address, setAddress] = useState('');
  const changed = JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(kept));
  const name = (of: string) => w.names[of] ?? of;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    setFaults([]);
    try {
      await api.put(PREFERENCES, bodyOf(draft), `"${kept.version}"`);
      onTold(w.kept);
      onKept();
    } catch (caught) {
      const stale = caught instanceof Problem && caught.status === 412;
      setFailure(stale ? w.reread : w.notKept(explain(caught)));
      if (caught instanceof Problem) setFaults(caught.fields);
      if (stale) onKept();
    }
    setBusy(false);
  };
  const test = async (of: string) => {
    setFailure(null);
    try {
      const answer = asObject(await api.post(`/api/v1/people/me/channels/${encodeURIComponent(of)}/test`));
      const outcomes = asArray(answer['results']).map((each) => {
        const result = asObject(each);
        const outcome = asText(result['outcome']) ?? '';
        return [w.outcomes[outcome] ?? outcome, asText(result['reason'])].filter(Boolean).join(', ');
      });
      onTold(w.testSent(name(of), outcomes.join('; ')));
    } catch (caught) {
      setFailure(explain(caught));
    }
  };

  return (
    <form className="form" onSubmit={(event) => void save(event)}>
      {draft.channels.length === 0 ? <p className="quiet">{w.none}</p> : null}
      <ol className="me-ways">
        {draft.channels.map((way, index) => (
          <WayRow
            key={`${way.channel} ${way.address}`}
            way={way}
            name={name(way.channel)}
            first={index === 0}
            fault={faults.find(({ field }) => field.startsWith(`channels[${index}]`))?.message ?? null}
            onWay={(next) =>
              setDraft({ ...draft, channels: draft.channels.map((each, at) => (at === index ? next : each)) })
            }
            onEarlier={() => setDraft({ ...draft, channels: earlier(draft.channels, index) })}
            onRemove={() => setDraft({ ...draft, channels: draft.channels.filter((_, at) => at !== index) })}
            onTest={changed ? null : () => void test(way.channel)}
          />
        ))}
      </ol>
      {changed && draft.channels.length > 0 ? <p className="quiet">{w.keepFirst}</p> : null}
      {offered.length === 0 ? (
        <p className="quiet">{kept.available.length === 0 ? w.noneAvailable : ''}</p>
      ) : (
        <div className="me-add">
          <label className="stacked">
            <span>{w.addChannel}</span>
            <select value={channel} onChange={({ target }) => setChannel(target.value)}>
              {offered.map((each) => (
                <option key={each} value={each}>
                  {name(each)}
                </option>
              ))}
            </select>
          </label>
          <label className="stacked">
            <span>{w.address}</span>
            <input
              type="text"
              value={address}
              autoComplete="off"
              onChange={({ target }) => setAddress(target.value)}
            />
          </label>
          <button
            type="button"
            className="button"
            disabled={address.trim() === ''}
            onClick={() => {
              const way = { channel, address: address.trim(), label: null, enabled: true };
              setDraft({ ...draft, channels: [...draft.channels, way] });
              setAddress('');
            }}
          >
            {w.add}
          </button>
        </div>
      )}
      <QuietForm
        quiet={draft.quietHours}
        fault={faults.find(({ field }) => field.startsWith('quietHours'))?.message ?? null}
        onQuiet={(quietHours) => setDraft({ ...draft, quietHours })}
      />
      <label className="stacked me-language">
        <span>{w.messages}</span>
        <select
          value={draft.language?.split('-')[0] ?? 'en'}
          onChange={({ target }) => setDraft({ ...draft, language: target.value })}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each} lang={each}>
              {LANGUAGE_NAMES[each]}
            </option>
          ))}
        </select>
      </label>
      {failure === null ? null : (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <div className="me-keep">
        <button type="submit" className="button button-primary" disabled={busy || !changed}>
          {busy ? w.working : w.keep}
        </button>
        {changed ? <span className="quiet">{w.unkept}</span> : null}
      </div>
    </form>
  );
}
