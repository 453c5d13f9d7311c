/** What is older than its term, and an officer who lets it go. */
import { setTimeout } from 'node:timers/promises';
import type { RetentionOverview } from '../../src/contract/index.js';
import type { Caller } from '../harness/caller.js';
import { enrolment, type Family, flow, purpose } from '../harness/family.js';
import { must, startTestHub, type TestHub, type TestHubOptions } from '../harness/hub.js';
import { movableDatabase } from '../harness/years.js';
import { answer, assigned } from './asked-partner.js';

/** In days; longer than any term. */
export const sixYears = 2_200;
const path = '/v1/audit/retention';

/** A parent asked to see what there is, and got it; the school answered too. */
export async function answeredRight(hub: TestHub, { parents: [parent] }: Family): Promise<void> {
  if (parent === undefined) throw new Error('a family has a parent');
  const requests = `/v1/me/children/${parent.child}/rights-requests`;
  const { body } = await must(parent.caller.post(requests, { right: 'access' }));
  const assignment = await assigned(hub, String(body.id), [hub.school], { instruction: 'Graag snel.' });
  await must(answer(hub.school, assignment));
  await must(hub.privacyOfficer.post(`/v1/rights-requests/${body.id}/grants`, { reason: 'Gegeven.' }));
}

/** A hub whose log has something that is older than its term: a question to a family that nobody answered. */
export async function hubWithOldContent(
  options: TestHubOptions,
): Promise<{ readonly hub: TestHub; readonly childOfOld: string }> {
  const { server, move } = await movableDatabase();
  await move(-sixYears);
  const hub = await startTestHub({ ...options, server });
  const teacher = await hub.school.professional();
  const { body } = await must(teacher.post('/v1/subjects', enrolment('lang geleden', 'enrolled-pupil')));
  const asked = {
    subject: body.id,
    purpose,
    version: 1,
    flows: [flow],
    explanation: 'Lang geleden gevraagd.',
  };
  await must(teacher.post('/v1/consent-requests', asked));
  await move(sixYears);
  return { hub, childOfOld: String(body.id) };
}

export const retentionSeenBy = async (officer: Caller): Promise<RetentionOverview> =>
  (await must(officer.get(path))).body as unknown as RetentionOverview;

/** @returns what is seen once the newest order was carried out */
export async function carriedOut(officer: Caller): Promise<RetentionOverview> {
  for (;;) {
    const { orders } = await retentionSeenBy(officer);
    // What was counted beside it may still be from before its end.
    if (orders[0]?.endedAt != null) return retentionSeenBy(officer);
    await setTimeout(100);
  }
}

/** Orders what is past its term, as it is shown. @returns what is seen once it was carried out */
export async function letLapse(officer: Caller): Promise<RetentionOverview> {
  await must(officer.post(path, { digest: (await retentionSeenBy(officer)).digest }));
  return carriedOut(officer);
}
