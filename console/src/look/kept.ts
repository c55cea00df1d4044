/** What a person chose for this display. A browser that keeps nothing only forgets the choice. */
export function kept(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Private windows and full disks: it holds until the page is closed.
  }
}
