import type { Grade } from '../layout/Mark';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** From here on somebody should plan the renewal. */
const WARNING_DAYS = 30;
/** From here on the device is about to be shut out. */
const ERROR_DAYS = 7;

export interface CertificateView {
  readonly grade: Grade;
  readonly text: string;
}

export function certificateView(expiresAt: number | null, now: number): CertificateView {
  if (expiresAt === null) return { grade: 'plain', text: 'None known' };
  const left = expiresAt - now;
  if (left <= 0) return { grade: 'error', text: `Expired ${spanText(-left)} ago` };
  const grade =
    left < ERROR_DAYS * DAY ? 'error' : left < WARNING_DAYS * DAY ? 'warning' : 'good';
  return { grade, text: `${grade === 'good' ? 'Valid for' : 'Expires in'} ${spanText(left)}` };
}

function spanText(millis: number): string {
  if (millis >= DAY) return `${Math.floor(millis / DAY)}\u00a0d`;
  return millis >= HOUR ? `${Math.floor(millis / HOUR)}\u00a0h` : `${Math.ceil(millis / 60_000)}\u00a0min`;
}
