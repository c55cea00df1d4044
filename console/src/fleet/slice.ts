/** The rows of a long table that are drawn: those in sight and some more, by half-open range. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

const STEP = 8;

/** @param overscan rows drawn beyond either edge, so that a quick scroll does not show white */
export function sliceOf(
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
  count: number,
  overscan = 8,
): Slice {
  if (rowHeight <= 0) return { from: 0, to: Math.min(count, overscan) };
  // In steps, so that a scroll by one row draws nothing anew.
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight / STEP) * STEP;
  const seen = Math.ceil(viewportHeight / rowHeight) + STEP;
  const from = Math.max(0, Math.min(first, count - seen) - overscan);
  return { from, to: Math.min(count, Math.max(first, 0) + seen + overscan) };
}
