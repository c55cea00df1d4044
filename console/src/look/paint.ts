import { theme } from './theme';

/** Colours of colours.css by name, as a canvas takes them; read once for each theme. */
const known = new Map<string, string>();
let knownFor: string | null = null;

/** @param name as in `--stroke-1` */
export function paint(name: string): string {
  const now = theme.get();
  if (knownFor !== now) known.clear();
  knownFor = now;
  const before = known.get(name);
  if (before !== undefined) return before;
  // A custom property is kept as it was written; a property that takes a colour resolves it.
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  known.set(name, colour);
  return colour;
}
