import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idPrefix } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { type Inspected, inspect, liveInspected } from '../audit/inspected.js';
import { assertAuthority, type Parent } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { emergency } from './lived-receipts.js';
import { stateFor, stateForOfficer, subjectIn } from './stated.js';

let hub: TestHub;
let lived: Inspected;
let mother: Parent;
let father: Parent;
beforeAll(async () => {
  hub = await startTestHub();
  lived = await liveInspected(hub);
  [mother, father] = lived.family.parents as [Parent, Parent];
});
afterAll(() => hub?.close());

const looks = async ({ caller, child }: Parent): Promise<readonly object[]> =>
  (await must(caller.get(`/v1/me/children/${child}/looks`))).body.items as readonly object[];
const lookUp = () =>
  must(
    hub.privacyOfficer.post('/v1/audit/accesses/_search', {
      reason: 'vraag van de andere ouder',
      child: { partner: hub.school.id, subject: lived.family.atSchool },
    }),
  );
const on = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
const opened = { on, duty: 'privacy-officer', what: 'opened' };
const searched = { ...opened, what: 'searched' };

describe('looks of privacy officers', () => {
  it('are shown to both parents, the newest first, without why', async () => {
    expect(await looks(mother)).toEqual([]);
    await must(inspect(hub, lived.stopped));
    await lookUp();
    await must(hub.privacyOfficer.post('/v1/audit/accesses/_search', { reason: 'zonder kind' }));
    expect(await looks(mother)).toEqual([searched, opened]);
    expect(await looks(father)).toEqual([searched, opened]);
  });

  it('stand on a page of the portal, and in the copy of all data', async () => {
    const page = await must(mother.caller.get(`/children/${mother.child}/looks`));
    expect(page.text).toContain('Zocht op wat er over Testkind');
    expect(page.text).toContain('Bekeek één vraag van begin tot eind');
    expect(page.text).not.toContain('vraag van de andere ouder');
    const copy = await must(mother.caller.get(`/children/${mother.child}/copy`));
    expect(copy.body.looksOfPrivacyOfficers).toEqual([searched, opened]);
    const accesses = await must(mother.caller.get(`/children/${mother.child}/accesses`));
    expect(accesses.text).toContain(`href="/children/${mother.child}/looks"`);
  });

  it('are also a list of all accesses that an officer took', async () => {
    const before = await looks(mother);
    await stateForOfficer(hub.privacyOfficer, subjectIn((await stateFor(mother)).file));
    expect(await looks(mother)).toEqual([searched, ...before]);
    expect(await looks(father)).toEqual([searched, ...before]);
  });

  it('at a request about rights are shown to whoever made it, and to no other parent', async () => {
    const [asked, others] = [await looks(mother), await looks(father)];
    const { body } = await must(
      mother.caller.post(`/v1/me/children/${mother.child}/rights-requests`, {
        right: 'rectification',
        explanation: 'De naam klopt niet.',
      }),
    );
    await must(hub.privacyOfficer.get(`/v1/rights-requests/${body.id}`));
    expect(await looks(mother)).toEqual([{ ...opened, what: 'request' }, ...asked]);
    expect(await looks(father)).toEqual(others);
    const page = await must(mother.caller.get(`/children/${mother.child}/looks`));
    expect(page.text).toContain('Opende uw verzoek over uw rechten');
  });

  it('are nobody else’s', async () => {
    const { status, body } = await mother.caller.get(`/v1/me/children/${newId(idPrefix.childRef)}/looks`);
    expect([status, body.code]).toEqual([404, 'not-found']);
    const foreign = await mother.caller.get(`/v1/me/children/${father.child}/looks`);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found']);
  });

  it('do not tell of an emergency that the family may not see, nor those that follow it', async () => {
    const before = await looks(mother);
    await emergency(hub, lived.family, lived.officer, true);
    const { rows } = await hub.fresh.database.pool.query<{ id: string }>(
      'SELECT exchange AS id FROM emergency_review WHERE hidden_until IS NOT NULL',
    );
    await must(inspect(hub, rows[0]?.id ?? ''));
    await lookUp();
    expect(await looks(mother)).toEqual(before);
    const { body } = await must(hub.privacyOfficer.get('/v1/audit/emergencies'));
    const waiting = body.items as readonly { readonly id: string; readonly exchange: string }[];
    const id = waiting.find(({ exchange }) => exchange === rows[0]?.id)?.id;
    const lifted = { verdict: 'necessary', hiding: 'lifted' };
    await must(hub.privacyOfficer.post(`/v1/audit/emergencies/${id}/reviews`, lifted));
    expect(await looks(mother)).toEqual([searched, opened, ...before]);
  });

  it('are not shown to a parent who has lost authority', async () => {
    await must(assertAuthority(lived.family.teacher, lived.family.atSchool, father.person, 'none'));
    const { body } = await must(hub.privacyOfficer.post('/v1/authority-assertions/_search', {}));
    const [{ assertion } = { assertion: '' }] = body.items as readonly { readonly assertion: string }[];
    await must(
      hub.privacyOfficer.post('/v1/authority-confirmations', {
        assertion,
        ground: 'brp',
        reason: 'Gezien.',
      }),
    );
    expect(await looks(father)).toEqual([]);
    expect(await looks(mother)).toHaveLength(6);
  });
});
