import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/index.js';
import { familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { emergency } from '../receipts/lived-receipts.js';
import { appointed } from '../rights/officer-desk.js';
import { type ExportedLog, exportedLog } from './exported-log.js';
import { nth, scrub } from './forge.js';

let hub: TestHub;
let log: ExportedLog;
beforeAll(async () => {
  hub = await startTestHub();
  await emergency(hub, await familyOf(hub, 'gewaarschuwd'), await appointed(hub));
  const { body } = await must(hub.privacyOfficer.get('/v1/audit/emergencies'));
  const [{ id } = { id: '' }] = body.items as readonly { readonly id: string }[];
  const verdict = { verdict: 'not-necessary' };
  await must(hub.privacyOfficer.post(`/v1/audit/emergencies/${id}/reviews`, verdict));
  const colleague = await hub.jgz.professional('zorgcoordinator');
  await must(colleague.post(`/v1/emergency-warnings/${id}/answers`, { measure: 'discussed' }));
  log = await exportedLog(hub);
});
afterAll(async () => {
  await log?.close();
  await hub?.close();
});

describe('the replay of an emergency that was not necessary', () => {
  it('bears out the verdict and the partner’s answer', async () => {
    expect((await log.verify()).finding).toBeNull();
    expect(log.entries.map(({ payload }) => payload.event).slice(-2)).toEqual([
      'exchange.reviewed',
      'exchange.warning-answered',
    ]);
  });

  it('names an answer without a verdict, to another verdict, and by another partner', async () => {
    const none = await log.replay((told) => scrub(told, (entry) => entry === nth(told, 'exchange.reviewed')));
    expect(none.finding).toMatchObject({ rule: 'emergency-reviewed' });
    const necessary = await log.replay((told) => {
      nth(told, 'exchange.reviewed').payload.verdict = 'necessary';
      return told;
    });
    const stranger = await log.replay((told) => {
      nth(told, 'exchange.warning-answered').payload.recipient = newId('prt');
      return told;
    });
    for (const { finding } of [necessary, stranger]) {
      expect(finding).toMatchObject({ rule: 'emergency-reviewed', index: log.entries.length - 1 });
    }
  });
});
