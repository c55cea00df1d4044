import type { Place } from '../nav/places';
import { inBoth } from './words';

/** What the pages are called. */
export const placeWords = inBoth<Readonly<Record<Place, string>>>(
  {
    ward: 'Ward board',
    alerts: 'Alerts',
    patient: 'Patient',
    unit: 'Unit overview',
    statistics: 'Statistics',
    status: 'Platform',
    'on-call': 'On call',
    policies: 'Policies',
    fleet: 'Devices',
    device: 'Device',
    census: 'Census',
    deliveries: 'Deliveries',
    storage: 'Storage',
    quarantine: 'Quarantine',
    explain: 'Explain a payload',
    enrol: 'Enrol a device',
    me: 'My notifications',
  },
  {
    ward: 'Stationstafel',
    alerts: 'Alarme',
    patient: 'Patient',
    unit: 'Stationsüberblick',
    statistics: 'Statistik',
    status: 'Plattform',
    'on-call': 'Dienst',
    policies: 'Regeln',
    fleet: 'Geräte',
    device: 'Gerät',
    census: 'Belegung',
    deliveries: 'Lieferungen',
    storage: 'Speicher',
    quarantine: 'Quarantäne',
    explain: 'Nachricht erklären',
    enrol: 'Gerät aufnehmen',
    me: 'Meine Benachrichtigungen',
  },
);
