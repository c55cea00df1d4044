import { shortTime } from '../live/clockTime';
import { useNow } from '../live/ticker';
import { asInstant, asObject, type JsonObject } from '../wire/json';
import { statusWords } from '../words/status';
import { numberText } from '../words/words';

/** Numbers of a part as the server gives them: each part has its own, and new ones are shown unasked. */
export function Figures({ figures }: { readonly figures: JsonObject }) {
  const entries = Object.entries(figures);
  const single = entries.filter(([, value]) => !isList(value) && !isObject(value));
  return (
    <>
      {single.length === 0 ? null : <Facts facts={single} />}
      {entries.map(([name, value]) => {
        if (isList(value)) return <Rows key={name} name={name} rows={value.map(asObject)} />;
        return isObject(value) ? <Facts key={name} facts={Object.entries(asObject(value))} /> : null;
      })}
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, unknown])[] }) {
  return facts.length === 0 ? null : (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="facts-row">
          <dt>{nameOf(name)}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rows({ name, rows }: { readonly name: string; readonly rows: readonly JsonObject[] }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort(byMeaning);
  if (rows.length === 0) return <p className="quiet">{statusWords().none}</p>;
  return (
    <div className="status-scroll" tabIndex={0} role="region" aria-label={nameOf(name)}>
      <table className="plain-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {nameOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>
                  <Value value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value }: { readonly value: unknown }) {
  const words = statusWords();
  const now = useNow();
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return numberText(Math.round(value * 10) / 10);
  if (typeof value !== 'string' || value === '') return '–';
  const instant = /^\d{4}-\d\d-\d\dT/.test(value) ? asInstant(value) : null;
  if (instant !== null) return shortTime(instant, now);
  return words.states[value as keyof typeof words.states] ?? value;
}

const FIRST = ['name', 'careUnit', 'group'];

/** What the row is about comes first; JSON objects have no order. */
function byMeaning(one: string, other: string): number {
  const rank = (column: string) => (FIRST.includes(column) ? 0 : 1);
  return rank(one) - rank(other) || one.localeCompare(other);
}

function nameOf(name: string): string {
  const spaced = name.replaceAll(/([A-Z])/g, ' $1').replaceAll('-', ' ').toLowerCase();
  return statusWords().figures[name] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
