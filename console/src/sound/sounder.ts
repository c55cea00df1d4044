import { waiting } from '../alerts/order';
import type { Alert, Priority } from '../alerts/model';
import { keep, kept } from '../look/kept';
import { Observable } from '../live/observable';
import { afterSound, burstOf, NOTHING_HEARD, soundFor, textOf, type Wanted, wantedOf } from './bursts';

/** Blocked: the browser lets nothing sound before somebody has clicked on the page. */
export type SoundState = 'off' | 'blocked' | 'on';

const KEY = 'vitalwire.sound';
const LOOK_MILLIS = 500;
const LOUDNESS = 0.25;

/** Sounds what waits, on this display, where a person switched that on. It replaces no monitor's alarm. */
export class Sounder {
  readonly wanted = new Observable<Wanted>(wantedOf(kept(KEY)));
  readonly state = new Observable<SoundState>('off');
  private context: AudioContext | null = null;
  private heard = NOTHING_HEARD;
  private timer: number | undefined;
  private alerts: () => Iterable<Alert> = () => [];

  /** @param alerts all that are open */
  start(alerts: () => Iterable<Alert>): void {
    this.alerts = alerts;
    this.timer = window.setInterval(() => this.look(), LOOK_MILLIS);
    document.addEventListener('pointerdown', this.unlock);
    document.addEventListener('keydown', this.unlock);
    this.look();
  }

  stop(): void {
    window.clearInterval(this.timer);
    document.removeEventListener('pointerdown', this.unlock);
    document.removeEventListener('keydown', this.unlock);
  }

  choose(wanted: Wanted): void {
    keep(KEY, textOf(wanted));
    this.wanted.set(wanted);
    this.unlock();
  }

  /** By a click of a person: the one way to know that the display can be heard. */
  readonly test = (priority: Priority): void => {
    this.unlock();
    this.play(priority);
  };

  private readonly unlock = (): void => {
    if (textOf(this.wanted.get()) === '' && this.context === null) return;
    this.context ??= new AudioContext();
    if (this.context.state !== 'running') void this.context.resume().then(() => this.look());
  };

  private look(): void {
    const wanted = this.wanted.get();
    if (textOf(wanted) === '') {
      this.state.set('off');
      return;
    }
    if (this.context?.state !== 'running') {
      this.state.set('blocked');
      return;
    }
    this.state.set('on');
    const now = performance.now();
    const open = [...this.alerts()].filter(waiting);
    const priority = soundFor(open, wanted, this.heard, now);
    if (priority === null) return;
    this.heard = afterSound(open, priority, this.heard, now);
    this.play(priority);
  }

  private play(priority: Priority): void {
    const context = this.context;
    if (context === null) return;
    const begin = context.currentTime + 0.05;
    for (const { at, seconds, hertz } of burstOf(priority)) {
      // Several harmonics: a pure tone is hard to place in a room, and lost to ageing ears.
      [1, 2, 3, 4, 5].forEach((harmonic) => {
        const tone = context.createOscillator();
        const gain = context.createGain();
        const from = begin + at;
        tone.frequency.value = hertz * harmonic;
        gain.gain.setValueAtTime(0, from);
        gain.gain.linearRampToValueAtTime(LOUDNESS / harmonic ** 1.5, from + 0.02);
        gain.gain.setValueAtTime(LOUDNESS / harmonic ** 1.5, from + seconds - 0.03);
        gain.gain.linearRampToValueAtTime(0, from + seconds);
        tone.connect(gain).connect(context.destination);
        tone.start(from);
        tone.stop(from + seconds + 0.02);
      });
    }
  }
}

/** One for the page: the browser's leave to sound is given once. */
export const sounder = new Sounder();
