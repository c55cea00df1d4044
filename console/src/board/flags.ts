/** Worst first: what a flagged value is called, in a word short enough to stand beside it. */
const WORDS: readonly (readonly [flag: string, word: string])[] = [
  ['test', 'test value'],
  ['demo', 'demo value'],
  ['calibration', 'calibration'],
  ['implausible', 'implausible'],
  ['artefact', 'artefact'],
  ['out-of-device-range', 'out of range'],
  ['questionable', 'questionable'],
];

/** The reason not to trust a value, or null. A flag nobody foresaw is named as it came. */
export function flagReason(flags: readonly string[]): string | null {
  if (flags.length === 0) return null;
  const known = WORDS.find(([flag]) => flags.includes(flag));
  return known?.[1] ?? flags[0]?.replaceAll('-', ' ') ?? null;
}
