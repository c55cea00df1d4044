import { Observable } from '../live/observable';
import { kept, keep } from './kept';

/** Whether the page follows the display's own setting, or a person decided for this display. */
export const THEME_CHOICES = ['system', 'day', 'night'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type Theme = 'day' | 'night';

const KEY = 'vitalwire.theme';

export const themeChoice = new Observable<ThemeChoice>('system');
/** What is drawn now; charts on a canvas are drawn anew when it changes. */
export const theme = new Observable<Theme>('day');

export function choiceOf(value: string | null): ThemeChoice {
  return THEME_CHOICES.find((choice) => choice === value) ?? 'system';
}

export function themeOf(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'night' : 'day';
}

/** Before anything is drawn. */
export function beginTheme(): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const choice = themeChoice.get();
    const next = themeOf(choice, system.matches);
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', BARS[next]);
    theme.set(next);
  };
  themeChoice.set(choiceOf(kept(KEY)));
  apply();
  themeChoice.subscribe(apply);
  system.addEventListener('change', apply);
}

export function chooseTheme(choice: ThemeChoice): void {
  keep(KEY, choice);
  themeChoice.set(choice);
}

/** The browser's own bars, as the cards of colours.css. */
const BARS: Readonly<Record<Theme, string>> = { day: '#ffffff', night: '#141f26' };
