import type { DeviceEvent, Phase } from './model';

const WORDS: Readonly<Record<string, string>> = {
  'state-changed': 'State changed',
  'certificate-issued': 'Certificate issued',
  'certificate-expiring': 'Certificate is about to expire',
  'certificate-expired': 'Certificate expired',
  'certificate-revoked': 'Certificate revoked',
  'sensor-off': 'Sensor off',
  'device-off': 'Device off',
  'device-silent': 'Connected, but silent',
  'gateway-lost': 'Gateway was away',
  'pipeline-late': 'Readings reach the store late',
  'devices-lost-together': 'Many devices lost together',
  'sequence-gap': 'Messages missing',
  rebooted: 'Began to count anew (restart)',
  'clock-off': 'Clock is off',
  'clock-stepped': 'Clock jumped',
  'clock-drifts': 'Clock drifts',
  'slowed-down': 'Sends too much, is slowed down',
  'technical-alarm': 'Technical alarm',
  'device-alarm': 'Alarm of the device',
  'association-corrected': 'Patient assignment corrected',
  'association-to-check': 'Patient assignment to be checked',
  'payload-replayed': 'Rejected payloads replayed',
  'maintenance-due': 'Maintenance is due',
};

const PHASES: Readonly<Record<Phase, string>> = { moment: '', started: 'began', ended: 'over' };

export function eventWords(event: DeviceEvent): string {
  const words = WORDS[event.kind] ?? event.kind.replaceAll('-', ' ');
  const phase = PHASES[event.phase];
  const many = event.devices > 1 ? ` (${event.devices} devices)` : '';
  return `${words}${many}${phase === '' ? '' : `: ${phase}`}`;
}
