import { useEffect, useRef } from 'react';
import { THEME_CHOICES, chooseTheme, themeChoice } from '../look/theme';
import { useObservable } from '../live/observable';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import { SoundBlocked } from './SoundBlocked';
import { frameWords } from '../words/frame';
import { chooseLanguage, language, LANGUAGE_NAMES, LANGUAGES } from '../words/words';

interface Props {
  readonly person: string;
  readonly onSignOut: () => void;
}

/** Who is signed in; behind the name, how this display shows the page, and the way out. */
export function Account({ person, onSignOut }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  const w = frameWords();
  const look = useObservable(themeChoice);
  const spoken = useObservable(language);
  useEffect(() => {
    const outside = ({ target }: Event) => {
      const element = menu.current;
      if (element !== null && target instanceof Node && !element.contains(target)) element.open = false;
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, []);
  return (
    <>
      <SoundBlocked />
      <details
        ref={menu}
        className="account"
        onKeyDown={({ key }) => {
          if (key !== 'Escape' || menu.current === null) return;
          menu.current.open = false;
          menu.current.querySelector('summary')?.focus();
        }}
      >
        <summary className="button account-name" title={person}>
          <span className="account-full">{person}</span>
          <span className="account-short">{initialsOf(person)}</span>
          <span className="unseen"> {w.menu(person)}</span>
        </summary>
        <div className="account-menu">
          <fieldset className="account-choice">
            <legend>{w.look}</legend>
            {THEME_CHOICES.map((choice) => (
              <label key={choice}>
                <input
                  type="radio"
                  name="look"
                  checked={choice === look}
                  onChange={() => chooseTheme(choice)}
                />
                {w.looks[choice]}
              </label>
            ))}
          </fieldset>
          <fieldset className="account-choice">
            <legend>{w.language}</legend>
            {LANGUAGES.map((choice) => (
              <label key={choice} lang={choice}>
                <input
                  type="radio"
                  name="language"
                  checked={choice === spoken}
                  onChange={() => chooseLanguage(choice)}
                />
                {LANGUAGE_NAMES[choice]}
              </label>
            ))}
          </fieldset>
          <Link to={searchTo('me')} className="button">
            {w.notifications}
          </Link>
          <button type="button" className="button" onClick={onSignOut}>
            {w.signOut}
          </button>
        </div>
      </details>
    </>
  );
}

/** For where there is no room for a name: first and last word. */
function initialsOf(person: string): string {
  const words = person.split(/[\s.\-_@]+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0).toUpperCase() ?? '')
    .join('');
}
