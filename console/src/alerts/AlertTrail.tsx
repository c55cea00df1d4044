import { useState } from 'react';
import { Mark } from '../layout/Mark';
import { clockTime, fullTime } from '../live/clockTime';
import { useNow } from '../live/ticker';
import { explain } from '../wire/api';
import { alertWords } from '../words/alerts';
import { trailOf } from './decode';
import type { Alert, TrailEntry } from './model';
import { pageWords, reasonWord, targetWord, transitionWord } from './words';

interface Props {
  readonly alert: Alert;
  readonly readTrail: (id: string) => Promise<unknown>;
}

type Read =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'read'; readonly version: number | null; readonly entries: readonly TrailEntry[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Who was called and whether it reached them; on demand, everything that happened. */
export function AlertTrail({ alert, readTrail }: Props) {
  const [read, setRead] = useState<Read>({ kind: 'not-yet' });
  const open = async () => {
    try {
      setRead({ kind: 'read', version: alert.version, entries: trailOf(await readTrail(alert.id)) });
    } catch (failure) {
      setRead({ kind: 'failed', reason: explain(failure) });
    }
  };
  const words = alertWords();
  const outdated = read.kind === 'read' && read.version !== alert.version;
  return (
    <div className="alert-trail">
      <Called alert={alert} />
      <details onToggle={({ currentTarget }) => (currentTarget.open ? void open() : undefined)}>
        <summary>
          {words.history}
          <span className="unseen">{words.ofAlert(alert.title)}</span>
        </summary>
        {read.kind === 'failed' ? (
          <p className="failure" role="alert">
            {read.reason}
          </p>
        ) : null}
        {read.kind === 'not-yet' ? <p className="quiet">{words.loading}</p> : null}
        {read.kind === 'read' ? (
          <>
            <ol className="trail-list">
              {read.entries.map((entry, index) => (
                <li key={`${entry.at} ${index}`}>
                  <time title={fullTime(entry.at)}>{clockTime(entry.at)}</time>
                  <span>
                    {transitionWord(entry.transition)}
                    {entry.to === null ? '' : `: ${targetWord(entry.to)}`}
                    {entry.unstaffed ? `, ${words.nobodyOnCall}` : ''}
                    {entry.by === null ? '' : `, ${entry.by}`}
                    {entry.reason === null ? '' : `: ${reasonWord(entry.reason)}`}
                    {entry.priority === null || entry.priority === read.entries[index - 1]?.priority
                      ? ''
                      : ` (${words.priority[entry.priority].toLowerCase()})`}
                  </span>
                </li>
              ))}
            </ol>
            {outdated ? (
              <button type="button" className="button button-small" onClick={() => void open()}>
                {words.readAgain}
              </button>
            ) : null}
          </>
        ) : null}
      </details>
    </div>
  );
}

function Called({ alert }: { readonly alert: Alert }) {
  const now = useNow();
  if (alert.pages.length === 0) return null;
  return (
    <ul className="called" aria-label={alertWords().called}>
      {alert.pages.map((page) => {
        const { text, grade } = pageWords(page, now);
        const time = page.at === null ? '' : `${clockTime(page.at)}${page.person === null ? '' : ': '}`;
        return (
          <li key={page.id}>
            <Mark grade={grade} />
            <strong>{page.person ?? alertWords().nobodyOnCall}</strong>
            <span>
              {page.target === null ? '' : `${targetWord(page.target)}, `}
              {time}
              {page.person === null ? '' : text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
