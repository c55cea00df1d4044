/** The letters of consciousness by gravity, as heights of a chart: A stands on top. */
const LETTERS = ['U', 'P', 'V', 'C', 'A'] as const;

export const CODED_SIGN = 'consciousness';

export function ordinalOf(letter: string): number | null {
  const index = LETTERS.findIndex((known) => known === letter);
  return index < 0 ? null : index;
}

export function letterOf(ordinal: number): string {
  return LETTERS[Math.round(ordinal)] ?? '';
}

export const HIGHEST_ORDINAL = LETTERS.length - 1;
