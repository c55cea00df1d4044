import { useObservable } from '../live/observable';
import type { AlertFeed } from './feed';

/** Tells a screen reader of new alerts, of grave ones at once. */
export function Announcer({ feed }: { readonly feed: AlertFeed }) {
  const { text, urgent } = useObservable(feed.announced);
  return (
    <>
      <p className="unseen" aria-live="polite">
        {urgent ? '' : text}
      </p>
      <p className="unseen" aria-live="assertive">
        {urgent ? text : ''}
      </p>
    </>
  );
}
