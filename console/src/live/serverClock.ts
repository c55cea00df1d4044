/**
 * Estimates the server's time, so that an age does not depend on the clock of the wall display.
 *
 * A delayed message makes the server's clock look slow and so a value look younger than it is. The
 * largest offset of the last samples is the one with the least delay, and errs to the older side.
 */
export class ServerClock {
  private readonly offsets: number[] = [];
  private readonly keep: number;

  constructor(keep = 20) {
    this.keep = keep;
  }

  /** @param asOf the server's time in a message, @param receivedAt our time at its receipt (ms). */
  observe(asOf: number, receivedAt: number): void {
    const offset = asOf - receivedAt;
    const newest = this.offsets.at(-1);
    // The display's own clock was set or it slept: what was learnt before is void.
    if (newest !== undefined && Math.abs(offset - newest) > 60_000) this.offsets.length = 0;
    this.offsets.push(offset);
    if (this.offsets.length > this.keep) this.offsets.shift();
  }

  at(localMillis: number): number {
    return this.offsets.length === 0 ? localMillis : localMillis + Math.max(...this.offsets);
  }
}
