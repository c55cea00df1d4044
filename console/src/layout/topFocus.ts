import { type RefObject, useEffect, useRef } from 'react';

/**
 * For the top of a page, which must take the focus: when something else is shown, the button that led
 * there is gone, and the keyboard goes on at the top.
 */
export function useTopFocus(shown: unknown): RefObject<HTMLElement | null> {
  const top = useRef<HTMLElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== shown) top.current?.focus();
    before.current = shown;
  }, [shown]);
  return top;
}
