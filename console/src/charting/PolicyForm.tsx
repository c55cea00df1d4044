import { chartingWords } from '../words/charting';
import { choiceOfRule, EVERY_MINUTES, type Policy, ruleOfChoice, USUAL_AROUND, withRule } from './model';

interface Props {
  readonly policy: Policy;
  readonly items: readonly string[];
  readonly onChange: (policy: Policy) => void;
}

/** A policy to be tried. */
export function PolicyForm({ policy, items, onChange }: Props) {
  const w = chartingWords();
  return (
    <fieldset className="charting-policy">
      <legend>{w.tried}</legend>
      <div className="filters">
        <label className="field">
          <span>{w.oneLineFor}</span>
          <select
            value={policy.everyMinutes}
            onChange={({ target }) => onChange({ ...policy, everyMinutes: Number(target.value) })}
          >
            {EVERY_MINUTES.map((each) => (
              <option key={each} value={each}>
                {w.minutes(each)}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={policy.aroundAlerts !== null}
            onChange={({ target }) => onChange({ ...policy, aroundAlerts: target.checked ? USUAL_AROUND : null })}
          />
          <span>{w.aroundAlerts}</span>
        </label>
      </div>
      <details>
        <summary>{w.rulesOfItems(Object.keys(policy.items).length)}</summary>
        <div className="charting-items">
          {items.map((item) => (
            <label key={item} className="field">
              <span>{item}</span>
              <select
                value={choiceOfRule(policy.items[item])}
                onChange={({ target }) => onChange(withRule(policy, item, ruleOfChoice(target.value)))}
              >
                <option value="">{w.asPolicy}</option>
                {EVERY_MINUTES.map((each) => (
                  <option key={each} value={each}>
                    {w.minutes(each)}
                  </option>
                ))}
                <option value="off">{w.notWritten}</option>
              </select>
            </label>
          ))}
        </div>
      </details>
    </fieldset>
  );
}
