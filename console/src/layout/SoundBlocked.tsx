import { useObservable } from '../live/observable';
import { sounder } from '../sound/sounder';
import { meWords } from '../words/me';

/** Sound is wanted here, but the browser still waits for a click: nobody must rely on hearing it. */
export function SoundBlocked() {
  const state = useObservable(sounder.state);
  if (state !== 'blocked') return null;
  const w = meWords();
  // Any click unlocks it; this one does nothing else.
  return (
    <button type="button" className="button sound-blocked" title={w.blockedMore}>
      ♪ {w.blocked}
    </button>
  );
}
