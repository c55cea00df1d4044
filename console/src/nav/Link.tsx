import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';
import type { Address } from './address';

export const AddressContext = createContext<Address | null>(null);

export function useAddress(): Address {
  const address = useContext(AddressContext);
  if (address === null) throw new Error('outside of the console');
  return address;
}

interface Props {
  readonly to: string;
  readonly className?: string | undefined;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A real link, so that it opens in a new tab as links do, without loading the page anew. */
export function Link({ to, className, current = false, children }: Props) {
  const address = useAddress();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    address.go(to);
  };
  return (
    <a
      href={to}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
