import { afterEach, describe, expect, it } from 'vitest';
import { inBoth, language, languageOf, numberText } from './words';

afterEach(() => language.set('en'));

describe('language', () => {
  it('is what was chosen, else the first that the browser asks for and we have', () => {
    expect(languageOf(['de', 'en-GB'])).toBe('de');
    expect(languageOf([null, 'fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(languageOf([null, 'fr-FR'])).toBe('en');
  });

  it('decides the words and how numbers are written, at the time of asking', () => {
    const greeting = inBoth({ beds: (count: number) => `${count} beds` }, { beds: (count) => `${count} Betten` });
    expect(greeting().beds(2)).toBe('2 beds');
    expect(numberText(37, 1)).toBe('37.0');
    expect(numberText(1_234.5)).toBe('1,234.5');
    language.set('de');
    expect(greeting().beds(2)).toBe('2 Betten');
    expect(numberText(37, 1)).toBe('37,0');
    expect(numberText(1_234.5)).toBe('1.234,5');
  });
});

/** Every dictionary of the console. */
const modules = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./words.ts', '!./*.test.ts'], { eager: true });

describe('dictionaries', () => {
  it('have no empty word, and a German one for each that is said in full', () => {
    const dictionaries = Object.entries(modules).flatMap(([file, module]) =>
      Object.entries(module).flatMap(([name, value]) =>
        typeof value === 'function' && value.length === 0 && name.endsWith('Words')
          ? [{ name: `${file} ${name}`, words: value as () => Record<string, unknown> }]
          : [],
      ),
    );
    expect(dictionaries.length).toBeGreaterThan(0);
    for (const { name, words } of dictionaries) {
      const english = textsOf(words());
      language.set('de');
      const german = textsOf(words());
      language.set('en');
      expect([...german.keys()], name).toEqual([...english.keys()]);
      const forgotten = [...english].filter(([key, text]) => text.trim() === '' || (text.split(' ').length > 3 && german.get(key) === text));
      expect(forgotten, name).toEqual([]);
    }
  });
});

function textsOf(words: Record<string, unknown>, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') texts.set(`${path}${key}`, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of textsOf(value as Record<string, unknown>, `${path}${key}.`)) texts.set(inner, text);
    }
  }
  return texts;
}
