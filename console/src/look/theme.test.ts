import { describe, expect, it } from 'vitest';
import { choiceOf, themeOf } from './theme';
import sheet from './colours.css?raw';

const sheets = import.meta.glob<string>('../**/*.css', { query: '?raw', import: 'default', eager: true });

describe('theme', () => {
  it('follows the display until a person decides', () => {
    expect(themeOf('system', true)).toBe('night');
    expect(themeOf('system', false)).toBe('day');
    expect(themeOf('day', true)).toBe('day');
    expect(themeOf('night', false)).toBe('night');
  });

  it('takes what it does not know for no decision', () => {
    expect(choiceOf(null)).toBe('system');
    expect(choiceOf('sepia')).toBe('system');
    expect(choiceOf('night')).toBe('night');
  });
});

/** The grounds on which words are written, each with the names of the inks used on it. */
const PAIRS: readonly (readonly [ground: string, inks: readonly string[]])[] = [
  ['--card', ['--ink', '--ink-soft', '--brand', '--brand-dark', '--high', '--medium', '--low', '--doubt-ink', '--warning', '--faded', '--violet-ink', '--placeholder']],
  ['--ground', ['--ink', '--ink-soft', '--brand', '--high']],
  ['--panel', ['--ink', '--ink-soft', '--brand', '--high']],
  ['--hover', ['--brand', '--brand-dark', '--ink']],
  ['--chosen', ['--brand-dark', '--ink']],
  ['--hatch', ['--ink', '--ink-soft', '--faded', '--high']],
  ['--hatch-line', ['--ink', '--ink-soft', '--faded']],
  ['--high-fill', ['--on-high']],
  ['--high-dark', ['--on-high']],
  ['--high-ground', ['--ink', '--ink-soft', '--high', '--brand']],
  ['--medium-ground', ['--on-medium']],
  ['--low-medium-ground', ['--on-low-medium']],
  ['--low-ground', ['--ink', '--low', '--ink-soft']],
  ['--unknown-ground', ['--ink', '--ink-soft']],
  ['--alert-low-ground', ['--on-alert-low']],
  ['--doubt-ground', ['--ink', '--doubt-ink', '--ink-soft']],
  ['--warning-ground', ['--ink', '--warning']],
  ['--slate', ['--on-slate']],
  ['--brand', ['--on-brand']],
  ['--brand-dark', ['--on-brand']],
  ['--oxygen-ground', ['--oxygen-ink']],
  ['--violet-ground', ['--violet-ink']],
  ['--bed', ['--brand-dark']],
  ['--tip', ['--on-tip', '--tip-soft', '--tip-doubt']],
];

describe('colours', () => {
  it.each([
    ['day', 0],
    ['night', 1],
  ] as const)('can be read by %s: 4.5:1 on every ground', (_, which) => {
    const colour = (name: string) => luminance(hexOf(name, which));
    const poor = PAIRS.flatMap(([ground, inks]) =>
      inks
        .map((ink) => ({ ink, ground, ratio: contrast(colour(ink), colour(ground)) }))
        .filter(({ ratio }) => ratio < 4.5),
    );
    expect(poor).toEqual([]);
  });

  it('are all in one sheet', () => {
    const strays = Object.entries(sheets)
      .filter(([name]) => !name.endsWith('colours.css'))
      .filter(([, text]) => /#[0-9a-f]{3,8}\b|rgb\(/i.test(text))
      .map(([name]) => name);
    expect(Object.keys(sheets).length).toBeGreaterThan(5);
    expect(strays).toEqual([]);
  });
});

function hexOf(name: string, which: 0 | 1): string {
  const value = new RegExp(`${name}: ([^;]+);`).exec(sheet)?.[1] ?? '';
  const both = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value);
  const hex = both === null ? value : both[which + 1];
  if (hex === undefined || !/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`${name} is ${value}`);
  return hex;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
