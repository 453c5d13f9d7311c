import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Professional, SubjectRef } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { createPeople, evaluateLaid, pseudonymHashes } from '../../src/people/index.js';
import { enrolSubject } from '../../src/people/usecases/enrol-subject.js';
import { introduceSubject } from '../../src/people/usecases/introduce-subject.js';
import { invitePerson } from '../../src/people/usecases/invite-person.js';
import type { PeopleNeeds } from '../../src/people/usecases/needs.js';
import { redeemIntroduction } from '../../src/people/usecases/redeem-introduction.js';
import { redeemInvitation } from '../../src/people/usecases/redeem-invitation.js';
import { refuseOlderKeys } from '../../src/rehash-keys.js';
import { KeyedHashes, rehashRows, rotateHubKey, stepTowards } from '../../src/vault/index.js';
import { citizen, newChild, openPeopleWorld, type PeopleWorld } from './world.js';

describe('children while the MAC key is rotated', () => {
  let world: PeopleWorld;
  let rotated: PeopleWorld['keys'];
  /** Hubs with the file of before, of the way, and of after. */
  let hubs: Readonly<Record<'before' | 'between' | 'after', PeopleNeeds>>;
  let ownerPool: ReturnType<typeof openPool>;
  let [school, jgz]: Professional[] = [];
  beforeAll(async () => {
    world = await openPeopleWorld();
    rotated = await rotateHubKey(world.keys, 'mac');
    hubs = {
      before: world.needs,
      between: world.needsOf(stepTowards(rotated, 'mac')),
      after: world.needsOf(rotated),
    };
    ownerPool = openPool(world.db.ownerUrl, { connections: 2 });
  });
  afterAll(async () => {
    await ownerPool.end();
    await world.close();
  });

  const partners = async () => {
    [school, jgz] = [await world.partner('school'), await world.partner('jgz')];
    return { school, jgz };
  };
  const enrol = async (hub: PeopleNeeds, caller: Professional, child: ReturnType<typeof newChild>) =>
    (await enrolSubject(hub, caller, child, null)).id;
  const subjectOf = (caller: Professional, ref: SubjectRef) =>
    createPeople(world.needs).subjectOf(world.db.database.reader, caller.partner, ref);
  const rehash = () =>
    rehashRows(ownerPool, new KeyedHashes(rotated), pseudonymHashes, evaluateLaid(hubs.after, 'rehash'));
  const children = async () => {
    const rows = await world.db.database.reader.query<{ count: string }>(
      'SELECT count(*) AS count FROM subject',
    );
    return Number(rows[0]?.count);
  };

  it('are one child to hubs of every two files that may run beside each other', async () => {
    const pairs = [
      [hubs.before, hubs.between],
      [hubs.between, hubs.before],
      [hubs.between, hubs.after],
      [hubs.after, hubs.between],
    ] as const;
    for (const [one, other] of pairs) {
      const { school, jgz } = await partners();
      const child = newChild();
      const [known, again] = [await enrol(one, school, child), await enrol(other, jgz, child)];
      expect(await subjectOf(jgz, again)).toBe(await subjectOf(school, known));
    }
  });

  it('are made once when hubs of both files enrol one that nobody knew at the same moment', async () => {
    const callers = [];
    for (let each = 0; each < 6; each += 1)
      callers.push(await world.partner(each % 2 === 0 ? 'school' : 'jgz'));
    for (let round = 0; round < 5; round += 1) {
      const [child, before] = [newChild(), await children()];
      const refs = await Promise.all(
        callers.map((caller, each) => enrol(each % 2 === 0 ? hubs.between : hubs.after, caller, child)),
      );
      const found = await Promise.all(
        callers.map((caller, each) => subjectOf(caller, refs[each] as SubjectRef)),
      );
      expect(new Set(found).size).toBe(1);
      expect(await children()).toBe(before + 1);
    }
  });

  it('stay found while their hashes are made anew, and keep one row', async () => {
    const { school, jgz } = await partners();
    const known = Array.from({ length: 12 }, () => newChild());
    const first = await Promise.all(known.map((child) => enrol(hubs.between, school, child)));
    const before = await children();
    const [{ rehashed, present }, ...again] = await Promise.all([
      rehash(),
      ...known.map((child) => enrol(hubs.after, jgz, child)),
    ]);
    expect(rehashed).toBeGreaterThanOrEqual(known.length);
    expect([present, await children()]).toEqual([before, before]);
    for (const [each, ref] of again.entries())
      expect(await subjectOf(jgz, ref)).toBe(await subjectOf(school, first[each] as SubjectRef));
    expect(await rehash()).toEqual({ rehashed: 0, present: before, left: 0 });
  });

  it('are refused to a hub whose file lacks the key that was laid last', async () => {
    const { reader } = world.db.database;
    await expect(refuseOlderKeys(reader, world.keys)).rejects.toThrow('older than the database');
    for (const keys of [stepTowards(rotated, 'mac'), rotated, await rotateHubKey(rotated, 'mac')])
      await expect(refuseOlderKeys(reader, keys)).resolves.toBeUndefined();
  });

  it('are not made a second time by a hub that still runs with the file of before', async () => {
    const { school, jgz } = await partners();
    const [known, before] = [newChild(), await children()];
    await enrol(hubs.after, school, known);
    for (const child of [known, newChild()])
      await expect(enrol(hubs.before, jgz, child)).rejects.toThrow('lacks the MAC key');
    expect(await children()).toBe(before + 1);
  });

  it('let no hub swap a hash with the rights that it has', async () => {
    const swap = world.db.database.reader.query(`UPDATE subject SET pseudonym = '\\x00'`);
    await expect(swap).rejects.toThrow('permission denied');
  });

  it.each(['between', 'after'] as const)(
    'are found by codes that were given before, at a hub %s',
    async (name) => {
      const { school } = await partners();
      const association = await world.partner('samenwerkingsverband');
      const subject = await enrol(hubs.after, school, newChild());
      const { code } = await introduceSubject(
        hubs.before,
        school,
        { subject, to: association.partner, purpose: 'vroegsignalering-zorgteam' },
        null,
      );
      const given = { code, relation: 'in-guidance' } as const;
      const introduced = await redeemIntroduction(hubs[name], association, given, null);
      expect(await subjectOf(association, introduced.id)).toBe(await subjectOf(school, subject));
      const invited = await invitePerson(hubs.before, school, { subject, as: 'guardian' }, null);
      expect(await redeemInvitation(hubs[name], citizen(), invited.code)).toMatchObject({ as: 'guardian' });
    },
  );
});
