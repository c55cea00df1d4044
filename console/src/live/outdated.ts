import { createContext, useContext } from 'react';

/** Since when what is shown is not of now, on this display's clock (ms); null while it is current. */
export const OutdatedContext = createContext<number | null>(null);

/** Whoever draws a value says beside it that it is not current when this is not null. */
export function useOutdated(): number | null {
  return useContext(OutdatedContext);
}
