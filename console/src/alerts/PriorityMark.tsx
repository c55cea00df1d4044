import type { Priority } from './model';

/** High: three bars and a triangle; medium: two; low: one. Read without colour. */
export function PriorityMark({ priority }: { readonly priority: Priority }) {
  return (
    <svg className="priority-mark" viewBox="0 0 24 24" aria-hidden="true">
      {shape(priority)}
    </svg>
  );
}

function shape(priority: Priority) {
  switch (priority) {
    case 'high':
      return (
        <>
          <path d="M12 2 23 21.5H1Z" />
          <path className="priority-sign" d="M12 9v6m0 2.6v.6" />
        </>
      );
    case 'medium':
      return (
        <>
          <path d="M12 1.8 22.2 12 12 22.2 1.8 12Z" />
          <path className="priority-sign" d="M12 7v6m0 2.8v.6" />
        </>
      );
    case 'low':
      return (
        <>
          <circle cx="12" cy="12" r="10" />
          <path className="priority-sign" d="M12 11v6m0-10.6V7" />
        </>
      );
  }
}
