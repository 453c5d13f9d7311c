import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealTextForOfficers, type TextKind } from '../../src/agent/domain/sealed-text.js';
import { command } from '../../src/cli/open.js';
import type { Emergency, PartnerId, Roster } from '../../src/contract/index.js';
import { generatePrivateJwk, newId, type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { temporaryFolder } from '../harness/folder.js';

const keyStatement = 'eyJh.eyJi.c2ln';
const from = newId<'PartnerId'>('prt') as PartnerId;
let folder: string;
let key: PrivateJwk;
let other: PrivateJwk;
beforeAll(async () => {
  folder = await temporaryFolder('officer');
  [key, other] = [await generatePrivateJwk('X25519'), await generatePrivateJwk('X25519')];
  await writeFile(join(folder, 'officer.json'), JSON.stringify({ sealing: key }), { mode: 0o600 });
});
afterAll(() => rm(folder, { recursive: true }));

const sealed = async (kind: TextKind, text: string, to: PrivateJwk = key, statement = keyStatement) => {
  const officers = [{ sealing: [publicJwkOf(to)] }] as unknown as NonNullable<Roster['officers']>;
  return [
    ...((await sealTextForOfficers({ kind, text, from, keyStatement: statement }, { officers })) ?? []),
  ];
};

const waiting = (change: Partial<Emergency>): Emergency => ({
  ...{ id: newId('emr'), exchange: newId('exc'), recipient: from, purpose: 'acute-veiligheid', version: 1 },
  professional: { account: newId('acc'), function: 'jeugdarts', second: false },
  ...{ question: 'nu-veilig', askedAt: '2026-11-28T12:00:00.000Z', keyStatement, necessity: [], sources: [] },
  ...{ hiding: null, dueAt: '2026-12-01T12:00:00.000Z', overdue: false, review: null, warning: null },
  ...change,
});

async function open(answer: unknown) {
  const file = join(folder, 'answer.json');
  await writeFile(file, JSON.stringify(answer));
  const out: string[] = [];
  const surroundings = { env: {}, out: (text: string) => void out.push(text), err: () => undefined };
  const args = ['--officer', join(folder, 'officer.json'), file];
  const code = await command.run(args, surroundings as never);
  return { code, opened: JSON.parse(out.join('')) };
}

describe('kernhub open --officer', () => {
  it('opens why an emergency could not wait, and why it is hidden', async () => {
    const hiding = {
      until: '2026-12-05',
      state: 'hidden',
      reason: await sealed('unsafeForFamily', 'Leest mee.'),
    };
    const item = waiting({
      necessity: await sealed('necessity', 'Kind is alleen.'),
      hiding,
    } as Partial<Emergency>);
    expect(await open({ items: [item], next: null })).toMatchObject({
      code: 0,
      opened: [{ exchange: item.exchange, necessity: 'Kind is alleen.', unsafeForFamily: 'Leest mee.' }],
    });
  });

  it('says of what was sealed to another key, or for another question, that it does not open', async () => {
    const items = [
      waiting({ necessity: await sealed('necessity', 'x', other) }),
      waiting({ necessity: await sealed('necessity', 'x', key, 'eyJh.eyJi.b3Ro') }),
      waiting({ necessity: await sealed('unsafeForFamily', 'x') }),
    ];
    const { code, opened } = await open({ items, next: null });
    expect([code, opened.map(({ necessity }: { necessity: unknown }) => necessity)]).toEqual([
      1,
      [null, null, null],
    ]);
  });

  it('says what is wrong with a file that holds no emergencies', async () => {
    await expect(open({ items: [{}], next: null })).rejects.toThrow(
      'this is no list of emergencies: /items/0',
    );
  });
});
