import { useNow } from '../live/ticker';
import { wardWords } from '../words/ward';
import { ageSeconds, freshnessOf, minutesText } from './age';
import { flagReason } from './flags';
import type { Patient } from './model';
import { oxygenOf, type Reading } from './signs';

/** Told apart from the saturation's age only when the oxygen is noticeably older. */
const SAME_TIME_MILLIS = 60_000;

interface Props {
  readonly patient: Patient;
  readonly spo2: Reading | null;
}

/** What the patient breathes, which a saturation means nothing without. */
export function OxygenNote({ patient, spo2 }: Props) {
  const now = useNow();
  const { text, given, reading } = oxygenOf(patient);
  if (reading === null) return <span className="oxygen">{text}</span>;
  const age = ageSeconds(reading.vital.measuredAt, now);
  const reason = flagReason(reading.vital.flags);
  const stale = freshnessOf(reading.sign, age) === 'stale';
  const older =
    spo2 === null || spo2.vital.measuredAt - reading.vital.measuredAt > SAME_TIME_MILLIS;
  const classes = ['oxygen'];
  if (given === true) classes.push('oxygen-given');
  if (stale || reason !== null) classes.push('oxygen-doubtful');
  return (
    <span className={classes.join(' ')}>
      {reason === null ? '' : '? '}
      {text}
      {reason === null ? '' : ` ${reason}`}
      {stale ? ` ${wardWords().stale}` : ''}
      {older ? ` ${minutesText(age)}` : ''}
    </span>
  );
}
