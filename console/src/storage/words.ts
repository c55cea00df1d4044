const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in powers of a thousand, as disks are sold: 61.3 GB. */
export function bytesText(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${bytes < 0 ? '−' : ''}${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** Counts of rows: 312 million, 5.2 million, 88,000. */
export function rowsText(rows: number): string {
  if (rows >= 999_500) {
    const [value, word] = rows >= 999_500_000 ? [rows / 1e9, 'billion'] : [rows / 1e6, 'million'];
    return `${value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${word}`;
  }
  return Math.round(rows).toLocaleString('en-GB');
}

/** P365D, P1Y, PT12H in words. */
export function periodText(period: string): string {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?)?$/.exec(period);
  if (parts === null) return period;
  const names = ['year', 'month', 'week', 'day', 'hour', 'minute'];
  const words = names.flatMap((name, index) => {
    const count = Number(parts[index + 1] ?? 0);
    return count === 0 ? [] : [`${count.toLocaleString('en-GB')} ${count === 1 ? name : `${name}s`}`];
  });
  return words.length === 0 ? period : words.join(' ');
}

/** 14 days, 1 day, less than a day. Rounded down: nobody shall count on more. */
export function daysText(days: number): string {
  const whole = Math.floor(days);
  if (whole < 1) return 'less than a day';
  if (whole > 3_650) return 'more than 10 years';
  return whole === 1 ? '1 day' : `${whole.toLocaleString('en-GB')} days`;
}
