import { clockTime, dayAndMonth } from '../live/clockTime';

/**
 * Texts under an axis of time, in the ward's zone and 24 h: the time of day, and below it the day where
 * one begins.
 *
 * @param times seconds since 1970
 * @param step from one text to the next, seconds
 */
export function axisTexts(times: readonly number[], step: number): string[] {
  let before = '';
  return times.map((seconds) => {
    const day = dayAndMonth(seconds * 1_000);
    const shown = day === before ? '' : day;
    before = day;
    if (step >= 86_400) return shown;
    const clock = clockTime(seconds * 1_000);
    return `${step < 60 ? clock : clock.slice(0, 5)}${shown === '' ? '' : `\n${shown}`}`;
  });
}

/** The zone that times are told in, as this display is set. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
