import { keep, kept } from '../look/kept';
import { Observable } from '../live/observable';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in itself, so that nobody has to read a foreign language to leave it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const KEY = 'vitalwire.language';

/** The language of the page. When it changes the whole page is drawn anew: nothing can stay behind. */
export const language = new Observable<Language>('en');

/**
 * The words of one feature in both languages, side by side. The German ones must have exactly the same
 * members, which the compiler sees to; what has a number or a name in it is a function.
 *
 * @returns what to call, while drawing, for the words of the language of now
 */
export function inBoth<T>(en: T, de: NoInfer<T>): () => T {
  const both: Readonly<Record<Language, T>> = { en, de };
  return () => both[language.get()];
}

export function locale(): string {
  return LOCALES[language.get()];
}

/** A number as the language writes it; with `digits` always so many after the point. */
export function numberText(value: number, digits?: number): string {
  const key = `${language.get()} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(
      locale(),
      digits === undefined
        ? { maximumFractionDigits: 10 }
        : { minimumFractionDigits: digits, maximumFractionDigits: digits },
    );
    formats.set(key, format);
  }
  return format.format(value);
}

/** To make one costs more than to use it: a board of a hundred patients writes a thousand numbers a second. */
const formats = new Map<string, Intl.NumberFormat>();

/** @param choices what a person or the browser would like, best first, as in `de-AT` */
export function languageOf(choices: readonly (string | null)[]): Language {
  for (const choice of choices) {
    const known = LANGUAGES.find((each) => choice?.toLowerCase().split('-')[0] === each);
    if (known !== undefined) return known;
  }
  return 'en';
}

/** Before anything is drawn. */
export function beginLanguage(): void {
  const apply = () => {
    document.documentElement.lang = language.get();
  };
  language.subscribe(apply);
  language.set(languageOf([kept(KEY), ...navigator.languages]));
  apply();
}

export function chooseLanguage(choice: Language): void {
  keep(KEY, choice);
  language.set(choice);
}
