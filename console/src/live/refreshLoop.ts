export interface RefreshPlan {
  /** Reads once; rejects when it could not. */
  readonly read: () => Promise<void>;
  readonly onFailure: (failure: unknown) => void;
  /** From the end of a read to the next one. */
  readonly everyMillis: number;
  readonly retryMillis: number;
}

/**
 * Reads now, again after a while, sooner after a failure, and whenever somebody asks. Two reads never
 * run side by side: an older answer must not overtake a newer one.
 */
export class RefreshLoop {
  private readonly plan: RefreshPlan;
  private running = false;
  private timer: number | undefined;
  private busy = false;
  /** Asked to read during a read: what is on its way may be from before the reason for asking. */
  private again = false;

  constructor(plan: RefreshPlan) {
    this.plan = plan;
  }

  start(): void {
    this.running = true;
    void this.refresh();
  }

  stop(): void {
    this.running = false;
    window.clearTimeout(this.timer);
  }

  readonly refresh = async (): Promise<void> => {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    window.clearTimeout(this.timer);
    let next = this.plan.everyMillis;
    try {
      await this.plan.read();
    } catch (failure) {
      next = this.plan.retryMillis;
      this.plan.onFailure(failure);
    } finally {
      this.busy = false;
    }
    if (this.again) next = 0;
    this.again = false;
    if (this.running) this.timer = window.setTimeout(() => void this.refresh(), next);
  };
}
