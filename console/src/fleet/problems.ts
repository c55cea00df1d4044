import { certificateView } from './certificate';
import type { FleetDevice } from './model';
import { offsetWords, silenceWords } from './words';

/** Something that a person should see to, in words. */
export interface Problem {
  readonly grade: 'warning' | 'error';
  readonly text: string;
}

const LOW_BATTERY_PERCENT = 20;
const EMPTY_BATTERY_PERCENT = 10;

/** What is wrong with a device, the worst first. A device that is not in use has no problems. */
export function problemsOf(device: FleetDevice, now: number): readonly Problem[] {
  if (device.state === 'RETIRED') return [];
  const problems: Problem[] = [];
  const add = (grade: Problem['grade'], text: string) => problems.push({ grade, text });

  if (device.state === 'ACTIVE') {
    if (device.silence !== null) {
      add(isExpected(device) ? 'warning' : 'error', silenceWords(device.silence));
    } else if (device.connection === 'LOST') {
      add('error', 'Connection lost');
    }
  }
  if (device.fault !== null) add('error', `Device reports: ${device.fault}`);
  const battery = device.batteryPercent;
  if (battery !== null && battery < LOW_BATTERY_PERCENT) {
    add(battery < EMPTY_BATTERY_PERCENT ? 'error' : 'warning', `Battery at ${Math.round(battery)} %`);
  }
  const certificate = certificateView(device.certificateExpiresAt, now);
  if (certificate.grade === 'error' || certificate.grade === 'warning') {
    add(certificate.grade, `Certificate: ${certificate.text.toLowerCase()}`);
  }
  if (device.missing !== null && device.missing > 0) {
    add('warning', `${counted(device.missing)} missing`);
  }
  if (device.clock?.quality === 'OFFSET') {
    const { offsetMillis } = device.clock;
    add(
      'warning',
      offsetMillis === null ? 'Clock is off' : `Clock ${offsetWords(offsetMillis)}`,
    );
  }
  return problems.sort((left, right) => rank(left) - rank(right));
}

/** A sensor comes off, and a device is switched off, by somebody who is beside it. */
function isExpected({ silence, connection }: FleetDevice): boolean {
  return (
    silence?.cause === 'sensor-off' ||
    (silence?.cause === 'device-off' && connection === 'OFFLINE')
  );
}

function rank({ grade }: Problem): number {
  return grade === 'error' ? 0 : 1;
}

function counted(messages: number): string {
  return messages === 1 ? '1 message' : `${messages.toLocaleString('en-GB')} messages`;
}
