interface Props {
  readonly person: string;
  readonly onSignOut: () => void;
}

export function Account({ person, onSignOut }: Props) {
  return (
    <div className="account">
      <span className="account-name" title={person}>
        {person}
      </span>
      <button type="button" className="button" onClick={onSignOut}>
        Sign out
      </button>
    </div>
  );
}
