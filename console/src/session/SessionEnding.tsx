import { clockTime } from '../live/clockTime';
import { frameWords } from '../words/frame';

interface Props {
  readonly endsAt: number | null;
  readonly onSignIn: () => void;
}

/** The token could not be renewed behind the scenes: one click, and the board stays where it is. */
export function SessionEnding({ endsAt, onSignIn }: Props) {
  if (endsAt === null) return null;
  const w = frameWords().session;
  return (
    <div className="ending" role="alert">
      <p>{w.endsAt(clockTime(endsAt))}</p>
      <button type="button" className="button" onClick={onSignIn}>
        {w.stay}
      </button>
    </div>
  );
}
