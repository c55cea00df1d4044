/** Something that went on for a while, as it is drawn on an axis of time. */
export interface Bar<T> {
  readonly item: T;
  /** From the top, 0 first. */
  readonly row: number;
  /** Of the axis, 0 to 1. */
  readonly left: number;
  readonly width: number;
  /** It begins, or ends, inside of what is shown; else its edge is open. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export interface Lasting {
  /** ms since 1970 */
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
}

export interface Track<T> {
  readonly bars: readonly Bar<T>[];
  readonly rows: number;
  /** What there was no row for. */
  readonly hidden: number;
}

/** What is shorter (of the axis) is drawn so wide all the same: a short alert must be seen and touched. */
const LEAST_WIDTH = 0.012;

/**
 * Places each in the first row where it has room, in the order given: what matters most comes first, and
 * so stands at the top. What goes on reaches up to now, and no further: nobody knows what comes then.
 */
export function trackOf<T>(
  items: readonly T[],
  span: { readonly from: number; readonly to: number },
  now: number,
  lastingOf: (item: T) => Lasting,
  mostRows: number,
): Track<T> {
  const length = Math.max(1, span.to - span.from);
  const share = (time: number) => (time - span.from) / length;
  const taken: { readonly left: number; readonly right: number }[][] = [];
  const bars: Bar<T>[] = [];
  let hidden = 0;
  for (const item of items) {
    const { from, to } = lastingOf(item);
    const end = Math.min(to ?? now, now);
    if (end < span.from || from > span.to) continue;
    const right = Math.min(1, share(end));
    const left = Math.max(0, Math.min(share(from), 1 - LEAST_WIDTH));
    const width = Math.max(LEAST_WIDTH, right - left);
    const place = { left, right: left + width };
    let row = taken.findIndex((others) => others.every((other) => other.right <= place.left || other.left >= place.right));
    if (row < 0) {
      if (taken.length >= mostRows) {
        hidden += 1;
        continue;
      }
      row = taken.push([]) - 1;
    }
    taken[row]?.push(place);
    bars.push({ item, row, left, width, begins: from >= span.from, ends: to !== null && to <= span.to });
  }
  return { bars, rows: taken.length, hidden };
}
