import { inBoth } from './words';

/** The frame around every page: who is signed in, how the page looks, what is lost. */
export const frameWords = inBoth(
  {
    skipToPatients: 'Skip to the patients',
    skipToContent: 'Skip to the content',
    signOut: 'Sign out',
    menu: (person: string) => `${person}: display, language, sign out`,
    look: 'Colours',
    looks: { system: 'As the display', day: 'Day', night: 'Night' },
    language: 'Language',
    notifications: 'My notifications',
    loading: 'Loading…',
    tryingAgain: 'Trying again by itself.',
  },
  {
    skipToPatients: 'Zu den Patienten springen',
    skipToContent: 'Zum Inhalt springen',
    signOut: 'Abmelden',
    menu: (person) => `${person}: Darstellung, Sprache, Abmelden`,
    look: 'Farben',
    looks: { system: 'Wie das Gerät', day: 'Tag', night: 'Nacht' },
    language: 'Sprache',
    notifications: 'Meine Benachrichtigungen',
    loading: 'Wird geladen …',
    tryingAgain: 'Es wird von selbst weiter versucht.',
  },
);
