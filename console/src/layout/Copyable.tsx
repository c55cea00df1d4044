import { useEffect, useState } from 'react';

interface Props {
  readonly label: string;
  readonly text: string;
  /** Long text that may break anywhere, such as a command. */
  readonly block?: boolean;
}

/** Text that is meant to be carried elsewhere. */
export function Copyable({ label, text, block = false }: Props) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  useEffect(() => setCopied('no'), [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      // No clipboard without HTTPS, or not allowed: the text can still be marked by hand.
      setCopied('failed');
    }
  };
  return (
    <div className={block ? 'copyable copyable-block' : 'copyable'}>
      <pre aria-label={label} tabIndex={0}>
        {text}
      </pre>
      <div className="copyable-foot">
        <button type="button" className="button button-small" onClick={() => void copy()}>
          Copy<span className="unseen"> {label}</span>
        </button>
        <span role="status">
          {copied === 'yes' ? 'Copied' : ''}
          {copied === 'failed' ? 'Not copied: mark the text and copy it yourself' : ''}
        </span>
      </div>
    </div>
  );
}
