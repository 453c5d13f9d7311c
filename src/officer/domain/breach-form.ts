/** The form that opens a case of a breach, and what it reports. Pure. */
import { type BreachReport, breachReport } from '../../contract/index.js';
import { compileWhenAsked, instantOf, parseCivilDate } from '../../kernel/index.js';

/** As a form sends it: what is left open comes empty. */
export const breachFields = [
  'partner',
  'key',
  'professional',
  'nature',
  'from',
  'to',
  'awareDay',
  'awareTime',
  'reason',
] as const;
export type BreachForm = Readonly<Record<(typeof breachFields)[number], string>>;

const check = compileWhenAsked<BreachReport>(breachReport);

/** The report; or that something is missing, or does not have the right form. */
export function reportIn(form: BreachForm): BreachReport | 'missing' | 'malformed' {
  const { partner, key, professional, nature, from, to, awareDay, awareTime, reason } = form;
  const abouts = Object.entries({ partner, key, professional })
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  if (abouts.length !== 1 || [reason.trim(), from, to, awareDay, awareTime].includes('')) return 'missing';
  const awareAt = awareIn(awareDay, awareTime);
  if (awareAt === null) return 'malformed';
  const report: unknown = {
    about: Object.fromEntries(abouts),
    nature,
    from,
    to,
    awareAt,
    reason: reason.trim(),
  };
  return check(report).length === 0 ? (report as BreachReport) : 'malformed';
}

/** Of the clock on the wall in Amsterdam; null where it never shows that. */
function awareIn(day: string, time: string): string | null {
  try {
    return instantOf(parseCivilDate(day), time).toISOString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
