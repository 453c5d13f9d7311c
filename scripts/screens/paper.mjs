// What the school writes down with parents who sit at its desk, and the codes on the papers that they take home.
import { openSession } from '../../dist/demo/scenario/browser-session.js';
import { accounts } from '../../dist/demo/world/accounts.js';

/** @returns {Promise<string[]>} for each parent of the child the code, in the order in which they were invited */
export async function writeDown(world, { number, request }) {
  const desk = await openSession(world.agentUrl('school'), accounts.careCoordinator);
  const { persons } = await desk.call('GET', `/api/children/${number}/family`);
  const codes = [];
  for (const { person } of persons) {
    const texts = `/api/children/${number}/consent-requests/${request}/persons/${person}/texts/nl`;
    const { notice } = await desk.call('GET', texts);
    const { code } = await desk.call('POST', `/api/consent-requests/${request}/recordings`, {
      person,
      channel: 'assisted',
      choice: 'given',
      language: 'nl',
      noticeHash: notice.hash,
      optionalFields: ['leerjaar'],
    });
    codes.push(code);
  }
  return codes;
}
