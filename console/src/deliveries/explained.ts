import { deliveryWords } from '../words/deliveries';
import type { Explanation } from './model';

/** Errors that are alike for whoever reads of them share their words. */
const ALIKE: Readonly<Record<string, string>> = { 'device-refused': 'patient-refused', '400': '422', '410': '404', '501': '405' };

/**
 * The explanation in the language of the page; in the server's words where the console knows no better.
 *
 * @param error as the server has it, such as `422:business-rule` or `patient-gone`
 */
export function explained(error: string, told: Explanation): Explanation {
  const key = error.split(':', 1)[0] ?? '';
  const words = deliveryWords().explanations[ALIKE[key] ?? key];
  return words === undefined ? told : { ...words, retryHelps: told.retryHelps };
}
