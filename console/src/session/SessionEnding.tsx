import { clockTime } from '../live/clockTime';

interface Props {
  readonly endsAt: number | null;
  readonly onSignIn: () => void;
}

/** The token could not be renewed behind the scenes: one click, and the board stays where it is. */
export function SessionEnding({ endsAt, onSignIn }: Props) {
  if (endsAt === null) return null;
  return (
    <div className="ending" role="alert">
      <p>
        Your session ends at <strong>{clockTime(endsAt)}</strong>. Sign in again to keep the board
        live.
      </p>
      <button type="button" className="button" onClick={onSignIn}>
        Stay signed in
      </button>
    </div>
  );
}
