/** How often an item is written; null: as the policy has it. */
export interface ItemRule {
  readonly written: boolean;
  readonly everyMinutes: number | null;
}

/** What of the chart a target gets. */
export interface Policy {
  readonly everyMinutes: number;
  readonly items: Readonly<Record<string, ItemRule>>;
  /** Each minute around alerts; null: alerts change nothing. */
  readonly aroundAlerts: {
    readonly priorities: readonly string[];
    readonly beforeMinutes: number;
    readonly afterMinutes: number;
  } | null;
}

export interface Policies {
  readonly targets: readonly { readonly id: string; readonly policy: Policy }[];
  /** Codes of what can have a rule of its own. */
  readonly items: readonly string[];
}

/** A line of the chart and what becomes of it. */
export interface PreviewLine {
  readonly resourceId: string;
  readonly written: boolean;
  /** Such as `AGGREGATE` or `ITEM_NOT_WRITTEN`. */
  readonly reason: string;
  /** The reason in the server’s words. */
  readonly explanation: string;
  readonly item: string;
  readonly from: number;
  readonly minutes: number;
  readonly writtenAt: number | null;
  readonly values: readonly { readonly display: string; readonly text: string; readonly unit: string }[];
}

export interface Preview {
  readonly policy: Policy;
  readonly alerts: readonly { readonly openedAt: number; readonly priority: string }[];
  readonly written: number;
  readonly withheld: number;
  /** Whether there are more lines than these. */
  readonly truncated: boolean;
  readonly lines: readonly PreviewLine[];
}

export const EVERY_MINUTES = [1, 5, 15] as const;

/** What is tried where nobody has said otherwise. */
export const BY_THE_MINUTE: Policy = { everyMinutes: 1, items: {}, aroundAlerts: null };

/** What the server takes a policy for when it says nothing of alerts. */
export const USUAL_AROUND = { priorities: ['HIGH', 'MEDIUM'], beforeMinutes: 15, afterMinutes: 60 } as const;

/** The policy with a rule for one item; null takes the rule away. */
export function withRule(policy: Policy, item: string, rule: ItemRule | null): Policy {
  const others = Object.fromEntries(Object.entries(policy.items).filter(([code]) => code !== item));
  return { ...policy, items: rule === null ? others : { ...others, [item]: rule } };
}

/** A rule as a choice of a list, and back: `off`, `1`, `5`, `15` or empty. */
export function choiceOfRule(rule: ItemRule | undefined): string {
  if (rule === undefined) return '';
  return rule.written ? String(rule.everyMinutes ?? '') : 'off';
}

export function ruleOfChoice(choice: string): ItemRule | null {
  if (choice === '') return null;
  return choice === 'off' ? { written: false, everyMinutes: null } : { written: true, everyMinutes: Number(choice) };
}
