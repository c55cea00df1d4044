import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly failed?: boolean;
  readonly children?: ReactNode;
}

/** In place of content: there is none, or it cannot be had, and why. */
export function Message({ title, failed = false, children }: Props) {
  return (
    <div
      className={failed ? 'board-message board-failed' : 'board-message'}
      role={failed ? 'alert' : undefined}
    >
      <h2>{title}</h2>
      {children}
    </div>
  );
}
