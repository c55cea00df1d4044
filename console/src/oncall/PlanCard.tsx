import { PriorityMark } from '../alerts/PriorityMark';
import { targetWord } from '../alerts/words';
import { Card } from '../layout/Card';
import { usePolled } from '../live/polled';
import { type Api, isNotFound } from '../wire/api';
import { alertWords } from '../words/alerts';
import { planWords } from '../words/plan';
import { lengthText, type Plan, type Plans, plansOf } from './plan';

const PLAN_MILLIS = 5 * 60_000;

/** Who is called when, by priority; nothing where the server is older and does not say. */
export function PlanCard({ api }: { readonly api: Api }) {
  const words = planWords();
  const plans = usePolled('plan', PLAN_MILLIS, async (): Promise<{ readonly told: Plans | null }> => {
    try {
      return { told: plansOf(await api.get('/api/v1/on-call/plan')) };
    } catch (failure) {
      if (isNotFound(failure)) return { told: null };
      throw failure;
    }
  });
  if (plans.value === null || plans.value.told === null) return null;
  const { told } = plans.value;
  return (
    <Card title={words.title} className="oncall-plan">
      <p className="quiet">{words.lead}</p>
      {(['high', 'medium', 'low'] as const).map((priority) => (
        <section key={priority} className={`plan priority-${priority}`}>
          <h3>
            <span className="alert-priority">
              <PriorityMark priority={priority} />
              {alertWords().priority[priority]}
            </span>
          </h3>
          <Steps plan={told[priority]} />
          <p className="quiet">{restWords(told[priority])}</p>
        </section>
      ))}
    </Card>
  );
}

function Steps({ plan }: { readonly plan: Plan }) {
  const words = planWords();
  return (
    <ol className="plan-steps">
      {plan.steps.map(({ to, after }, index) => (
        <li key={index}>
          <strong>{targetWord(to)}</strong>
          <span>{after === 0 ? words.atOnce : words.after(lengthText(after))}</span>
        </li>
      ))}
    </ol>
  );
}

function restWords({ steps, repeatEvery, remindAfter, longestPause }: Plan): string {
  const words = planWords();
  const last = steps.at(-1)?.to;
  return [
    repeatEvery === null || last === undefined ? words.noRepeat : words.repeat(targetWord(last), lengthText(repeatEvery)),
    remindAfter === null ? null : words.remind(lengthText(remindAfter)),
    longestPause === null ? null : words.pause(lengthText(longestPause)),
  ]
    .filter((part) => part !== null)
    .join(' ');
}
