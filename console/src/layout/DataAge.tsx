import { ageText } from '../board/age';
import { clockTime } from '../live/clockTime';
import type { PolledState } from '../live/polled';
import { useNow } from '../live/ticker';
import { frameWords } from '../words/frame';

interface Props {
  readonly state: PolledState<unknown>;
  /** How often it is read when all is well (ms). */
  readonly everyMillis: number;
  readonly what: string;
}

/** Whether what is shown is itself out of date: three reads were due and none succeeded. */
export function isOld(
  state: PolledState<unknown>,
  everyMillis: number,
  localNow: number,
): boolean {
  return state.readAt !== null && localNow - state.readAt > 3 * everyMillis;
}

/** Says that what is shown is old, and why, as soon as it is. */
export function DataAge({ state, everyMillis, what }: Props) {
  useNow();
  const now = Date.now();
  if (state.readAt === null || !isOld(state, everyMillis, now)) return null;
  const w = frameWords();
  return (
    <p className="data-old" role="alert">
      <strong>
        {w.dataFrom(what, clockTime(state.readAt), ageText(Math.floor((now - state.readAt) / 1_000)))}
      </strong>{' '}
      {state.failure ?? w.serverSilent}{' '}
      {state.forbidden ? '' : w.tryingAgain}
    </p>
  );
}
