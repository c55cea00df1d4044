/** Wait before reconnect attempt n (0, 1, ..): 0.5 s doubling to 4 s, half of it random. */
export function backoffMillis(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(4_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
