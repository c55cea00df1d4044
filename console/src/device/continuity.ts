import type { Boot, Gap } from './model';

const number = (value: number) => value.toLocaleString('en-GB');

/** "Expected 10,000, received 9,998, missing 2 at 4,711 and 5,002". */
export function ledgerText(boot: Boot): string {
  const parts = [
    boot.expected === null ? null : `expected ${number(boot.expected)}`,
    boot.received === null ? null : `received ${number(boot.received)}`,
    boot.refused === null || boot.refused === 0 ? null : `refused ${number(boot.refused)}`,
    boot.missing === null
      ? null
      : boot.missing === 0
        ? 'none missing'
        : `missing ${number(boot.missing)}${placesText(boot)}`,
  ].filter((part) => part !== null);
  const text = parts.join(', ');
  return text === '' ? 'Nothing counted' : text.charAt(0).toUpperCase() + text.slice(1);
}

const NAMED = 3;

function placesText({ gaps, settledGaps }: Boot): string {
  if (gaps.length === 0) return settledGaps === 0 ? '' : ' at places that are no longer known';
  const named = gaps.slice(0, NAMED).map(gapText);
  const rest = gaps.length - named.length;
  const all = rest === 0 ? named : [...named, `${number(rest)} more places`];
  if (settledGaps > 0) all.push(`${number(settledGaps)} at places no longer known`);
  const last = all.at(-1) ?? '';
  return ` at ${all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`}`;
}

/** The sequence numbers of a gap. */
export function gapText({ from, to }: Gap): string {
  return from === to ? number(from) : `${number(from)}–${number(to)}`;
}
