/** The clock and the state of a personal data breach. Pure. */
import type { BreachAbout, BreachReport, BreachStep } from '../../contract/index.js';

/** Within which the supervisor is notified, in milliseconds (AVG 33(1)). */
const term = 72 * 3_600_000;

export interface Step {
  readonly step: BreachStep['step'];
  readonly at: Date;
}

/** By the hour and not by the calendar: a change of the clock neither gives nor takes one. */
export const dueAt = (awareAt: Date): Date => new Date(awareAt.getTime() + term);

/** Notified after the term, or past it and not notified; a case that was closed without a notification stands still then. */
export function isLate(awareAt: Date, steps: readonly Step[], now: Date): boolean {
  const ended =
    steps.find(({ step }) => step === 'supervisor-notified') ?? steps.find(({ step }) => step === 'closed');
  return (ended?.at ?? now) > dueAt(awareAt);
}

export function stateOf(steps: readonly Step[]): 'open' | 'notified' | 'closed' {
  const taken = new Set(steps.map(({ step }) => step));
  if (taken.has('closed')) return 'closed';
  return taken.has('supervisor-notified') ? 'notified' : 'open';
}

/** Whether whom or what it is about is stopped. */
export const isStopped = (
  { suspended, endsAt }: { readonly suspended: boolean; readonly endsAt: Date | null },
  now: Date,
): boolean => suspended || (endsAt !== null && endsAt <= now);

/** Why a step cannot be taken now; null where it can. Each is taken once, and none after the case was closed. */
export function whyNot(step: BreachStep['step'], steps: readonly Step[]): string | null {
  if (stateOf(steps) === 'closed') return 'the case is closed';
  return steps.some((taken) => taken.step === step) ? 'that step was taken before' : null;
}

export type About = 'partner' | 'key' | 'professional';

export interface Concerned {
  readonly about: About;
  /** Id of the partner or the account, or the thumbprint of the key. */
  readonly concerned: string;
}

export function concernedIn(about: BreachAbout): Concerned {
  if ('partner' in about) return { about: 'partner', concerned: about.partner };
  if ('key' in about) return { about: 'key', concerned: about.key };
  return { about: 'professional', concerned: about.professional };
}

/** @returns as it was reported */
export const aboutOf = ({ about, concerned }: Concerned): BreachAbout =>
  ({ [about]: concerned }) as unknown as BreachAbout;

/** What is wrong with a report, by pointer. */
export function reportFaults(
  { from, to, awareAt }: Pick<BreachReport, 'from' | 'to' | 'awareAt'>,
  now: Date,
): readonly { readonly pointer: string; readonly reason: string }[] {
  return [
    ...(to < from ? [{ pointer: '/to', reason: 'must not be before from' }] : []),
    ...(new Date(awareAt) > now ? [{ pointer: '/awareAt', reason: 'must not be in the future' }] : []),
  ];
}
