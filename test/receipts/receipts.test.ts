import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import type { Receipt } from '../../src/receipts/index.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { cursorAfterReceipt } from '../harness/receipt-cursor.js';
import { type LivedReceipts, listedOf, liveReceipts, receiptsOf } from './lived-receipts.js';

let hub: TestHub;
let lived: LivedReceipts;
let folder: string;
let ofMother: readonly { readonly receipt: Receipt; readonly text: string }[];
let ofFather: typeof ofMother;

beforeAll(async () => {
  folder = await temporaryFolder('receipts');
  hub = await startTestHub();
  lived = await liveReceipts(hub);
  ofMother = await receiptsOf(lived.mother);
  ofFather = await receiptsOf(lived.father);
});
afterAll(async () => {
  await hub?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const eventsIn = (receipts: typeof ofMother) => receipts.map(({ receipt: { record } }) => record.event);

async function verified(text: string, ...options: readonly string[]) {
  const file = join(folder, 'receipt.jsonld');
  await writeFile(file, text);
  let out = '';
  let err = '';
  const code = await runKernhub(['verify', 'receipt', file, ...options], {
    env: {},
    out: (line) => {
      out += line;
    },
    err: (line) => {
      err += line;
    },
  });
  return { code, out, err };
}

const found = (receipts: typeof ofMother, event: string, purpose?: string) => {
  const one = receipts.find(
    ({ receipt }) => receipt.record.event === event && (purpose ?? receipt.purpose.id) === receipt.purpose.id,
  );
  if (one === undefined) throw new Error(`there is a receipt of ${event}`);
  return one;
};

const exchanged = ['exchange.refused', 'exchange.released', 'emergency.permitted', 'exchange.released'];

describe('a parent', () => {
  it('has a receipt of every own decision and withdrawal, and of what was refused, released or urgent', () => {
    expect(eventsIn(ofMother)).toEqual(['consent.given', ...exchanged, 'consent.withdrawn', 'consent.given']);
    expect(eventsIn(ofFather)).toEqual([
      'consent.refused',
      'exchange.refused',
      'consent.given',
      ...exchanged.slice(1),
    ]);
  });

  it('gets each as one JSON-LD file that holds, with nothing at hand but the file and two keys', async () => {
    const [vkey = ''] = hub.ledger.verifierKeys();
    const jwks = JSON.parse((await hub.anyone.get('/.well-known/jwks.json')).text);
    const { kid } = jwks.keys.find(({ kty }: { kty: string }) => kty === 'OKP');
    for (const { receipt, text } of [...ofMother, ...ofFather]) {
      const { code, out } = await verified(text, '--key', vkey, `--hub-key=${kid}`);
      expect([receipt.record.event, code, out.split('\n')[0]]).toEqual([
        receipt.record.event,
        0,
        'The receipt holds.',
      ]);
      expect(out).not.toContain('stands in the receipt itself');
    }
  });

  it('reads what was chosen: notice word for word, purpose, partners, fields, basis, end, and how to withdraw', () => {
    const { receipt } = found(ofMother, 'consent.given');
    expect(receipt).toMatchObject({
      '@type': 'dpv:ConsentReceipt',
      record: { status: 'dpv:ConsentGiven', decision: expect.stringMatching(/^dec_/) },
      notice: { language: 'nl', text: expect.stringContaining('U mag nee zeggen') },
      purpose: { id: 'vroegsignalering-zorgteam', dpv: 'dpv:PublicBenefit' },
      retention: { after: 'P3M' },
    });
    const [flow] = receipt.processing;
    expect(flow).toMatchObject({
      legalBasis: 'eu-gdpr:A6-1-a',
      sources: [{ name: 'Testorganisatie school' }],
      recipients: [{ name: 'Testorganisatie jgz' }],
    });
    expect(flow?.fields.map(({ name }) => name)).toContain('zorgniveau');
    expect(receipt.withdrawal?.at).toContain(`/decisions/${receipt.record.decision}/withdrawals`);
    expect(receipt.events.map(({ status }) => status)).toEqual(['dpv:ConsentGiven', 'dpv:ConsentWithdrawn']);
    expect(ofMother.at(-1)?.receipt.record.status).toBe('dpv:RenewedConsentGiven');
  });

  it('gets an emergency opened, to whom and from whom, because nobody was asked', () => {
    const { receipt } = found(ofFather, 'emergency.permitted');
    expect(receipt.ledger.opened?.payload).toMatchObject({
      event: 'exchange.permitted',
      secondProfessional: true,
    });
    expect(receipt.processing).toMatchObject([
      { sources: [{ name: 'Testorganisatie school' }], recipients: [{ name: 'Testorganisatie jgz' }] },
    ]);
    expect(found(ofFather, 'exchange.released', 'acute-veiligheid').receipt.ledger.opened).not.toBeNull();
  });

  it('pages through the list, and no page begins after what is not theirs', async () => {
    const { caller, child } = lived.mother;
    const [newest, next] = await listedOf(lived.mother);
    const path = `/v1/me/children/${child}/receipts?cursor=`;
    const after = await cursorAfterReceipt(hub, child, newest?.id ?? '');
    expect((await caller.get(path + after)).body.items).toMatchObject([{ id: next?.id }, {}, {}, {}, {}, {}]);
    const theirs = found(ofFather, 'consent.refused').receipt.id;
    const ofTheirs = await cursorAfterReceipt(hub, lived.father.child, theirs);
    for (const cursor of [theirs, await cursorAfterReceipt(hub, child, theirs), ofTheirs, `AAAA${after}`]) {
      expect((await caller.get(path + cursor)).status).toBe(400);
    }
  });
});

describe('the receipt of one parent', () => {
  it('is not there for the other: the same 404 as one that never was', async () => {
    const { caller, child } = lived.mother;
    const theirs = found(ofFather, 'consent.refused').receipt.id;
    for (const id of [theirs, `rcp_${'A'.repeat(22)}`]) {
      const answer = await caller.get(`/v1/me/children/${child}/receipts/${id}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });

  it('holds nothing by which the other could be known: no id, decision, entry, part or time of theirs', () => {
    const all = ofMother.map(({ text }) => text).join('\n');
    const theirs = ofFather.filter(({ receipt }) => receipt.ledger.kind === 'consent');
    expect(theirs).toHaveLength(2);
    for (const { receipt } of theirs) {
      const { payload, opening, parts } = receipt.ledger.opened ?? { payload: {}, opening: '', parts: [] };
      const [rest] = [String(payload.id).slice(4)];
      const secrets = [
        String(payload.person),
        String(payload.decision),
        String(payload.at),
        String(payload.id),
        rest,
        receipt.ledger.commitment,
        opening,
        ...(payload.parts as readonly string[]),
        ...parts,
        lived.father.child,
        lived.father.person,
      ];
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(10);
        expect(all, secret).not.toContain(secret);
      }
    }
  });

  it('does not open what a family was asked for: the entry names the decisions of all, the receipt the day', () => {
    for (const event of ['exchange.released', 'exchange.refused']) {
      const { receipt } = found(ofMother, event, 'vroegsignalering-zorgteam');
      expect(receipt.ledger.opened).toBeNull();
      expect(receipt.events).toMatchObject([{ at: null, on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
    }
  });

  it('tells nothing of the professional, whose part of the entry stays closed', () => {
    const { opened } = found(ofMother, 'emergency.permitted').receipt.ledger;
    expect(opened?.payload.parts).toHaveLength(1);
    expect(opened?.parts).toEqual([]);
    expect(JSON.stringify(ofMother)).not.toContain('acc_');
  });
});
