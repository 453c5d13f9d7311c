/** The receipt of a consent that a professional wrote down: it says so, and cannot leave it out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../src/receipts/index.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { standFor, writeDown } from '../harness/on-paper.js';
import { signedAnew, verify } from './example.js';
import { receiptsOf } from './lived-receipts.js';

let hub: TestHub;
let family: Family;
let mother: Parent;
let given: Receipt;
let withdrawn: Receipt;

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'bewijs van papier');
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  mother = first;
  await family.ask();
  const code = await writeDown(family, mother, 'paper');
  await standFor(family.nurse, family.atJgz, code);
  await must(hub.anyone.post('/v1/recordings/_undo', { code }));
  const receipts = (await receiptsOf(mother)).map(({ receipt }) => receipt);
  const of = (event: string): Receipt => {
    const found = receipts.find(({ record }) => record.event === event);
    if (found === undefined) throw new Error(`there is a receipt of ${event}`);
    return found;
  };
  given = of('consent.given');
  withdrawn = of('consent.withdrawn');
});
afterAll(() => hub?.close());

const failing = async (receipt: Receipt): Promise<readonly string[]> =>
  (await verify(receipt)).claims.filter(({ holds }) => !holds).map(({ claim }) => claim);
/** With another word on how it came in, signed by whoever forged it. */
const told = (receipt: Receipt, recorded: Receipt['record']['recorded']): Promise<Receipt> => {
  const { recorded: _, ...record } = receipt.record;
  return signedAnew({ ...receipt, record: { ...record, ...(recorded !== undefined && { recorded }) } });
};

describe('a receipt of what was written down', () => {
  it('names how it came in and who wrote it down; one who undid it with the code is not named', async () => {
    expect(given.record.recorded).toEqual({
      channel: 'paper',
      by: { id: hub.school.id, name: 'Testorganisatie school' },
    });
    expect(withdrawn.record.recorded).toEqual({ channel: 'code', by: null });
    for (const receipt of [given, withdrawn]) expect(await failing(receipt)).toEqual([]);
  });

  it('does not hold when it leaves that out, or says another channel or another partner', async () => {
    const { by } = given.record.recorded ?? { by: null };
    const lies = [undefined, { channel: 'assisted', by }, { channel: 'paper', by: null }] as const;
    for (const lie of lies) expect(await failing(await told(given, lie))).toEqual(['content']);
    const other = { channel: 'paper', by: { id: hub.jgz.id, name: 'Testorganisatie school' } } as const;
    expect(await failing(await told(given, other))).toEqual(['content']);
    expect(await failing(await told(withdrawn, undefined))).toEqual(['content']);
  });

  it.each(['decisions', 'receipts/id'])('shows it on the page /%s, which can be printed', async (path) => {
    const place = path.replace('id', given.id);
    const page = await must(mother.caller.get(`/children/${mother.child}/${place}`));
    expect(page.text).toContain('Vastgelegd met u door Testorganisatie school');
    expect(page.text).toContain('op papier');
  });
});
