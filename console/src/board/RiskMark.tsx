import type { Risk } from './model';

/** A shape of its own for each band, so that it is read without colour. */
export function RiskMark({ risk }: { readonly risk: Risk | null }) {
  return (
    <svg className={`risk-mark risk-${risk ?? 'unknown'}`} viewBox="0 0 24 24" aria-hidden="true">
      {shape(risk)}
    </svg>
  );
}

function shape(risk: Risk | null) {
  switch (risk) {
    case 'low':
      return <circle cx="12" cy="12" r="8.5" />;
    case 'low-medium':
      return <path d="M12 2.5 21.5 12 12 21.5 2.5 12Z" />;
    case 'medium':
      return <path d="M12 2.5 22.5 21H1.5Z" />;
    case 'high':
      return <path d="M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8Z" />;
    case null:
      return <path d="M6 12h12" />;
  }
}
