import { useState } from 'react';
import { Card, PolledContent } from '../layout/Card';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { meWords } from '../words/me';
import { preferencesOf } from './model';
import { PushCard } from './PushCard';
import { SoundCard } from './SoundCard';
import { WaysForm } from './WaysForm';

interface Props {
  readonly api: Api;
}

export const PREFERENCES = '/api/v1/people/me/preferences';
const READ_MILLIS = 5 * 60_000;

/** How the person who is signed in is reached, and what this display sounds. */
export function MePage({ api }: Props) {
  const w = meWords();
  const kept = usePolled('me', READ_MILLIS, async () => preferencesOf(await api.get(PREFERENCES)));
  const [told, setTold] = useState<string | null>(null);
  return (
    <section className="me" aria-labelledby="me-title">
      <header className="desk-head">
        <h1 id="me-title">{w.title}</h1>
        <p className="desk-lead">{w.lead}</p>
      </header>
      <p className={told === null ? 'unseen' : 'outcome'} role="status">
        {told ?? ''}
      </p>
      <div className="me-cards">
        <Card title={w.what}>
          <PolledContent state={kept} everyMillis={READ_MILLIS} what={w.what}>
            {(preferences) => (
              <WaysForm
                key={preferences.version}
                api={api}
                kept={preferences}
                onTold={setTold}
                onKept={() => void kept.refresh()}
              />
            )}
          </PolledContent>
        </Card>
        <div className="me-side">
          <PushCard
            api={api}
            available={kept.value?.available ?? null}
            onChanged={() => void kept.refresh()}
          />
          <SoundCard />
        </div>
      </div>
    </section>
  );
}
