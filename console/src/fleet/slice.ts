/** The rows of a long table that are drawn: those in sight and some more, by half-open range. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** @param overscan rows drawn beyond either edge, so that a quick scroll does not show white */
export function sliceOf(
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
  count: number,
  overscan = 12,
): Slice {
  if (rowHeight <= 0) return { from: 0, to: Math.min(count, overscan) };
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const seen = Math.ceil(viewportHeight / rowHeight) + 1;
  const from = Math.max(0, Math.min(first, count - seen) - overscan);
  return { from, to: Math.min(count, Math.max(first, 0) + seen + overscan) };
}
