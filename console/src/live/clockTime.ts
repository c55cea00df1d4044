/** Ward time of day, 24 h, e.g. 04:07:09. */
export function clockTime(millis: number): string {
  const time = new Date(millis);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
}

/** Time of day to the minute; with day and month when it is not today's. */
export function shortTime(millis: number, now: number): string {
  const time = new Date(millis);
  const hoursMinutes = `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
  return time.toDateString() === new Date(now).toDateString()
    ? hoursMinutes
    : `${time.getDate()} ${MONTHS[time.getMonth()]} ${hoursMinutes}`;
}

/** A date as wards write it, e.g. 07-Mar-1951: no day can be taken for a month. */
export function clinicalDate(isoDate: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(isoDate);
  const month = parts === null ? undefined : MONTHS[Number(parts[2]) - 1];
  return parts === null || month === undefined ? isoDate : `${parts[3]}-${month}-${parts[1]}`;
}

/** Day and time of day, e.g. 07-Mar-2026 04:07:09. */
export function fullTime(millis: number): string {
  return `${dayOf(millis)} ${clockTime(millis)}`;
}

/** The day, e.g. 07-Mar-2026. */
export function dayOf(millis: number): string {
  const time = new Date(millis);
  return `${twoDigits(time.getDate())}-${MONTHS[time.getMonth()]}-${time.getFullYear()}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
