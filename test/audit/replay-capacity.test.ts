import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { type ExportedLog, exportedLog } from './exported-log.js';
import { nth, scrub } from './forge.js';

let hub: TestHub;
let log: ExportedLog;

/** At thirteen, incapable by a confirmed word, so that both parents suffice. */
async function live(): Promise<void> {
  const birthDate = `${new Date().getUTCFullYear() - 14}-12-31`;
  const family = await familyOf(hub, 'onbekwaam', birthDate);
  const said = await must(
    family.teacher.send({
      method: 'PUT',
      path: `/v1/subjects/${family.atSchool}/capacity`,
      body: { kind: 'incapable', source: 'care-provider', assertedOn: '2026-01-05' },
    }),
  );
  const { assertion } = said.body;
  const confirmation = { assertion, ground: 'officer', reason: 'Verklaring gezien.' };
  await must(hub.privacyOfficer.post('/v1/authority-confirmations', confirmation));
  await family.agree();
  const { ask } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  await must(ask());
}

beforeAll(async () => {
  hub = await startTestHub();
  await live();
  log = await exportedLog(hub);
});
afterAll(async () => {
  await log?.close();
  await hub?.close();
});

describe('the replay of a log in which guardians stand in for a young person', () => {
  it('bears out what the parents alone allowed', async () => {
    const { finding, replayed } = await log.verify();
    expect(finding).toBeNull();
    expect(replayed).toMatchObject({ decisions: 2, permitted: 1, unproven: 0 });
  });

  it('names the permission where nobody confirmed it', async () => {
    const { finding } = await log.replay((told) =>
      scrub(told, (entry) => entry === nth(told, 'authority.confirmed')),
    );
    expect(finding?.rule).toBe('required-person-decided');
  });

  it('names a word that works at once though it had to wait', async () => {
    const { finding } = await log.replay((told) => {
      nth(told, 'authority.capacity-asserted').payload.inEffect = true;
      return told;
    });
    expect(finding?.rule).toBe('authority-effect');
  });
});
