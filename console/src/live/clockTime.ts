import { inBoth } from '../words/words';

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
    : `${timeWords().day(time.getDate(), time.getMonth())} ${hoursMinutes}`;
}

/** A date as wards write it, e.g. 07-Mar-1951 or 07.03.1951: no reader takes the day for the month. */
export function clinicalDate(isoDate: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(isoDate);
  if (parts === null) return isoDate;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])];
  return month < 0 || month > 11 ? isoDate : timeWords().date(year, month, day);
}

/** The day without its year, e.g. 7 Mar. */
export function dayAndMonth(millis: number): string {
  const time = new Date(millis);
  return timeWords().day(time.getDate(), time.getMonth());
}

/** Day and time of day, e.g. 07-Mar-2026 04:07:09. */
export function fullTime(millis: number): string {
  return `${dayOf(millis)} ${clockTime(millis)}`;
}

/** The day, e.g. 07-Mar-2026. */
export function dayOf(millis: number): string {
  const time = new Date(millis);
  return timeWords().date(time.getFullYear(), time.getMonth(), time.getDate());
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Months count from 0. */
const timeWords = inBoth(
  {
    day: (day: number, month: number) => `${day} ${MONTHS[month]}`,
    date: (year: number, month: number, day: number) => `${twoDigits(day)}-${MONTHS[month]}-${year}`,
  },
  {
    day: (day, month) => `${day}.${month + 1}.`,
    date: (year, month, day) => `${twoDigits(day)}.${twoDigits(month + 1)}.${year}`,
  },
);

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
