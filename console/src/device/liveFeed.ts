import { EventStream } from '../live/eventStream';
import type { Liveness } from '../live/liveness';
import { Observable } from '../live/observable';
import type { AccessToken, Renewal } from '../wire/api';
import { endOf, type Packet, packetOf, withPacket } from './trace';

export interface LiveState {
  /** The server's refusal, as an HTTP status; null while it has not refused. */
  readonly refused: number | null;
  readonly opened: boolean;
  /** What arrived lately, by sign, in order of first appearance. */
  readonly traces: ReadonlyMap<string, readonly Packet[]>;
  /** When the newest packet arrived, on this display's clock (ms). */
  readonly heardAt: number | null;
}

const NOTHING: LiveState = { refused: null, opened: false, traces: new Map(), heardAt: null };

/** Asking again is no use: not allowed, or there is none. */
const FINAL = [400, 403, 404];

/** The waveforms of one device as they come. */
export class LiveFeed {
  readonly state = new Observable<LiveState>(NOTHING);
  private readonly path: string;
  private readonly accessToken: AccessToken;
  private readonly renew: Renewal;
  private stream: EventStream | null = null;

  constructor(deviceId: string, accessToken: AccessToken, renew: Renewal) {
    this.path = `/api/v1/devices/${encodeURIComponent(deviceId)}/live`;
    this.accessToken = accessToken;
    this.renew = renew;
  }

  start(): void {
    this.state.set(NOTHING);
    this.stream = new EventStream(this.path, this.accessToken, {
      // The server ends the stream when the device changes patients: never two in one picture.
      onOpen: () => this.state.set({ ...NOTHING, opened: true }),
      onEvent: (type, data) => {
        const packet = type === 'waveform' ? packetOf(data) : null;
        if (packet !== null) this.take(packet);
      },
      onRefused: (status) => {
        this.state.update((state) => ({ ...state, refused: status }));
        if (FINAL.includes(status)) this.stop();
      },
      renew: this.renew,
    });
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
  }

  liveness(): Liveness {
    return this.stream?.liveness() ?? { kind: 'connecting' };
  }

  private take(packet: Packet): void {
    this.state.update((state) => ({
      ...state,
      traces: new Map([
        ...state.traces,
        [packet.sign, withPacket(state.traces.get(packet.sign) ?? [], packet)],
      ]),
      heardAt: Date.now(),
    }));
  }
}

/** The end of the newest packet of all signs. */
export function newestOf(traces: LiveState['traces']): number | null {
  const ends = [...traces.values()].flatMap((packets) => packets.map(endOf));
  return ends.length === 0 ? null : Math.max(...ends);
}
