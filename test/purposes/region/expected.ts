/** Who may get what, said once more in the shortest way from the law in the purpose, to hold the hub against. */
import type { Flow, Purpose } from '../../../src/contract/index.js';
import { line } from './ask.js';
import type { Choice, RegionChild } from './child.js';
import type { Member, Region } from './region.js';

export interface Expected {
  /** Status and code of the answer. */
  readonly answer: string;
  /** One line a task. */
  readonly tasks: readonly string[];
}

export const asksFamily = (flow: Flow, { emergency }: Purpose): boolean =>
  emergency === null && (flow.basis === 'consent' || flow.secrecyConsent);

/** What a member gets who asks for everything that could ever reach its role. */
export function expectedFor(
  { catalogue }: Region,
  child: RegionChild,
  purpose: Purpose,
  by: Member,
  choice: Choice | null,
): Expected {
  const flows = purpose.flows.filter(({ recipient }) => catalogue.plays(recipient, by.role));
  if (flows.length === 0) return { answer: '403 role-not-allowed', tasks: [] };
  if (child.refOf(by) === undefined) return { answer: '404 not-found', tasks: [] };
  const others = child.team.map(({ member }) => member).filter((member) => member !== by);
  const open = flows.filter(
    (flow) => !asksFamily(flow, purpose) || (choice?.flow.id === flow.id && choice.recipients.includes(by)),
  );
  const tasks = open.flatMap((flow) => {
    const sends = others.filter(({ role }) => catalogue.plays(flow.source, role));
    if (!asksFamily(flow, purpose)) return sends.map((source) => line(flow.id, source, flow.fields));
    const chosen = sends.filter((source) => choice?.sources.includes(source));
    return chosen.map((source) => line(flow.id, source, choice?.fields ?? []));
  });
  return { answer: open.length > 0 ? '201' : '403 basis-not-in-force', tasks: tasks.sort() };
}
