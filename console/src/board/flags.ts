import { wardWords } from '../words/ward';

/** Worst first. */
const FLAGS = [
  'test',
  'demo',
  'calibration',
  'implausible',
  'artefact',
  'out-of-device-range',
  'questionable',
] as const;

/**
 * The reason not to trust a value in a word short enough to stand beside it, or null. A flag nobody
 * foresaw is named as it came.
 */
export function flagReason(flags: readonly string[]): string | null {
  if (flags.length === 0) return null;
  const known = FLAGS.find((flag) => flags.includes(flag));
  if (known !== undefined) return wardWords().flags[known];
  return flags[0]?.replaceAll('-', ' ') ?? null;
}
