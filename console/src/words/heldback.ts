import { inBoth } from './words';

/** Values that no score and no alert rests on. */
export const heldBackWords = inBoth(
  {
    title: 'Values held back in the last 24 h',
    list: 'This list',
    none: 'None: scores and alerts rest on every value.',
    region: 'Values held back',
    values: 'Values',
    when: 'When',
    why: 'Why no score or alert rests on them',
    more: 'There is more, which is older.',
    other: 'Held back',
    reasons: {
      flagged: 'The device doubts it',
      implausible: 'Not plausible',
      'no-value': 'The device has no value',
      'too-fast': 'Changed too fast',
      'pulse-disagrees': 'ECG and pulse disagree',
      'low-perfusion': 'Weak pulse at the sensor',
      'flat-line': 'Has not changed for too long',
      'pressures-disagree': 'Pressures do not fit each other',
      'devices-disagree': 'Another device says otherwise',
    } as Readonly<Record<string, string>>,
  },
  {
    title: 'In den letzten 24 h zurückgehaltene Werte',
    list: 'Diese Liste',
    none: 'Keine: Scores und Alarme beruhen auf jedem Wert.',
    region: 'Zurückgehaltene Werte',
    values: 'Werte',
    when: 'Wann',
    why: 'Warum kein Score und kein Alarm auf ihnen beruht',
    more: 'Es gibt noch ältere.',
    other: 'Zurückgehalten',
    reasons: {
      flagged: 'Das Gerät zweifelt daran',
      implausible: 'Nicht plausibel',
      'no-value': 'Das Gerät hat keinen Wert',
      'too-fast': 'Zu schnell geändert',
      'pulse-disagrees': 'EKG und Puls stimmen nicht überein',
      'low-perfusion': 'Schwacher Puls am Sensor',
      'flat-line': 'Zu lange unverändert',
      'pressures-disagree': 'Drücke passen nicht zueinander',
      'devices-disagree': 'Ein anderes Gerät sagt etwas anderes',
    },
  },
);
