/** How bad: a shape and a word or a sentence beside it, never the colour alone. */
export type Grade = 'good' | 'plain' | 'warning' | 'error';

interface Props {
  readonly grade: Grade;
}

export function Mark({ grade }: Props) {
  return (
    <svg className={`mark mark-${grade}`} viewBox="0 0 16 16" aria-hidden="true">
      {shape(grade)}
    </svg>
  );
}

function shape(grade: Grade) {
  switch (grade) {
    case 'good':
      return <path className="mark-line" d="m2.5 8.5 3.5 3.7 7.5-8" />;
    case 'plain':
      return <circle cx="8" cy="8" r="3" />;
    case 'warning':
      return (
        <>
          <path d="M8 .8 15.2 8 8 15.2.8 8Z" />
          <path className="mark-sign" d="M8 4.4v4.2m0 2v.4" />
        </>
      );
    case 'error':
      return (
        <>
          <path d="M8 1 15.6 15H.4Z" />
          <path className="mark-sign" d="M8 5.6v4.6m0 2v.4" />
        </>
      );
  }
}
