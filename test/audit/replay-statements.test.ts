import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../src/audit/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import {
  base64,
  base64url,
  canonicalJson,
  type Json,
  type JsonObject,
  utf8,
} from '../../src/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, kindOf, partDigest } from '../../src/ledger/index.js';
import { accessHash, accessIn, type StatedPart } from '../../src/receipts/index.js';
import { CompactRange, noteSigner, signCheckpoint } from '../../src/tlog/index.js';
import { assertAuthority } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { liveReceipts, release } from '../receipts/lived-receipts.js';
import { exported, stateFor, stateForOfficer, subjectIn } from '../receipts/stated.js';

/** A line of an export, as the hub's own keys allow it to be written: a leaf that was not touched stays what it was. */
interface Line {
  kind: string;
  commitment: string;
  opening?: string;
  parts?: string[];
  payload?: JsonObject & { event: string; id: string };
}

let hub: TestHub;
let folder: string;
let lines: readonly Line[];
let header: { readonly origin: string };

beforeAll(async () => {
  folder = await temporaryFolder('stated-log');
  hub = await startTestHub();
  const { family, mother, father, exchange } = await liveReceipts(hub);
  await stateFor(mother);
  await stateFor(father);
  await release(exchange);
  const { file } = await stateFor(mother);
  await stateForOfficer(hub.privacyOfficer, subjectIn(file));
  await assertAuthority(family.teacher, family.atSchool, father.person, 'under-investigation');
  await stateFor(father);
  const [first = '', ...rest] = await exported(hub, folder);
  header = JSON.parse(first);
  lines = rest.map((line) => JSON.parse(line) as Line);
});
afterAll(async () => {
  await hub?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const hashOf = ({ kind, commitment }: Line): Uint8Array => entryHash(kind, Buffer.from(commitment, 'base64'));

async function replay(told: readonly Line[]) {
  const signer = noteSigner(header.origin, hub.hubKeys.ledger);
  const tree = new CompactRange();
  const written = told.map(({ kind, commitment, opening, parts, payload }, index) => {
    tree.append(hashOf({ kind, commitment }));
    const head = { index, kind, commitment };
    if (payload === undefined) return JSON.stringify(head);
    return `${JSON.stringify({ ...head, opening, parts }).slice(0, -1)},"payload":${canonicalJson(payload)}}`;
  });
  const checkpoint = signCheckpoint({ origin: header.origin, size: told.length, root: tree.root() }, signer);
  const keys = { origin: header.origin, verifierKeys: [signer.verifier.vkey], checkpoint };
  const file = join(folder, `${randomBytes(6).toString('hex')}.ndjson`);
  await writeFile(
    file,
    `${[JSON.stringify({ format: 'kernhub/export/v1', ...keys }), ...written].join('\n')}\n`,
  );
  return verifyExport({ file, kinds: entryKinds });
}

const statements = (): readonly number[] =>
  lines.flatMap(({ payload }, index) => (payload?.event === 'access.stated' ? [index] : []));
const placeOf = (nth: number): number => statements().at(nth) ?? -1;

const statedIn = ({ parts = [] }: Line): StatedPart => JSON.parse(parts[0] ?? '')[2];

/** The accesses before a statement, as a hub hashes them. */
const accessesBefore = (place: number): readonly Uint8Array[] =>
  lines.slice(0, place).flatMap((line) => {
    const { payload } = line;
    const access = payload === undefined ? null : accessIn(payload.event, payload);
    if (access === null || payload === undefined) return [];
    return [accessHash({ entry: payload.id as never, event: access.event, leaf: hashOf(line) })];
  });

function rootOf(hashes: readonly Uint8Array[]): string {
  const tree = new CompactRange();
  for (const hash of hashes) tree.append(hash);
  return base64url(tree.root());
}

function restated(line: Line, values: readonly Json[], members: JsonObject = {}): Line {
  const parts = values.map((value) =>
    Buffer.from(disclosureOf(randomBytes(16).toString('base64url'), 'statement', value)).toString('utf8'),
  );
  const digests = parts.map((part) => partDigest(utf8(part))).sort();
  const payload = { ...line.payload, ...members, parts: digests } as NonNullable<Line['payload']>;
  const opening = new Uint8Array(randomBytes(32));
  const commitment = base64(commitmentOf(opening, utf8(canonicalJson(payload))));
  return { kind: kindOf('access.stated'), commitment, opening: base64(opening), parts, payload };
}

/** The log with one statement that says something else. */
const telling = (
  nth: number,
  change: (stated: StatedPart, hashes: readonly Uint8Array[]) => object,
): Line[] =>
  lines.map((line, place) => {
    if (place !== placeOf(nth)) return line;
    const stated = statedIn(line);
    return restated(line, [{ ...stated, ...change(stated, accessesBefore(place)) } as unknown as Json]);
  });

const listing = (hashes: readonly Uint8Array[]) => ({ count: hashes.length, root: rootOf(hashes) });

describe('the replay of a log in which lists of accesses were stated', () => {
  it('bears every statement out: of parents, of an officer, and of one whose authority came in doubt', async () => {
    const { finding, replayed } = await replay(lines);
    expect(finding).toBeNull();
    expect(replayed).toMatchObject({ statements: 5, unproven: 0 });
  });

  it('is made of the accesses that this test counts itself', () => {
    for (const nth of [0, 1, 2, 3]) {
      const place = placeOf(nth);
      expect(statedIn(lines[place] as Line)).toMatchObject(listing(accessesBefore(place)));
    }
  });

  type Lie = readonly [what: string, nth: number, change: Parameters<typeof telling>[1]];
  const lies: readonly Lie[] = [
    ['leaves one out', 0, (_, [, ...rest]) => listing(rest)],
    ['leaves the latest out, as an older list would', 2, (_, hashes) => listing(hashes.slice(0, -2))],
    [
      'leaves one out for an officer',
      3,
      (_, [first, , ...rest]) => listing(first === undefined ? rest : [first, ...rest]),
    ],
    ['names nothing', 1, () => listing([])],
    ['puts one in', 0, (_, hashes) => listing([...hashes, new Uint8Array(32)])],
    ['repeats one', 0, (_, hashes) => listing([...hashes, ...hashes.slice(-1)])],
    ['has another order', 0, (_, hashes) => listing(hashes.toReversed())],
    ['names another instead', 0, (_, hashes) => listing([...hashes.slice(0, -1), new Uint8Array(32)])],
    ['has another count than list', 0, () => ({ count: 3 })],
    ['says that a parent sees nothing', 0, () => ({ until: 'nothing', ...listing([]) })],
    ['says that a parent sees until a day', 0, () => ({ until: '2020-01-01', ...listing([]) })],
    [
      'shows a parent whose authority is in doubt everything',
      4,
      (_, hashes) => ({ until: null, ...listing(hashes) }),
    ],
  ];
  it.each(lies)('names a statement that %s', async (_what, nth, change) => {
    const { finding } = await replay(telling(nth, change));
    expect(finding).toMatchObject({ rule: 'list-complete', index: placeOf(nth) });
  });

  it('names one for a person whom nobody recognised, and one for a parent as a young person', async () => {
    const stranger = { viewer: { as: 'guardian', person: `per_${'A'.repeat(22)}` } };
    expect((await replay(telling(0, () => stranger))).finding).toMatchObject({ rule: 'person-known' });
    const child = (stated: StatedPart) => ({ viewer: { ...stated.viewer, as: 'young-person' } });
    expect((await replay(telling(0, child))).finding).toMatchObject({ rule: 'person-known' });
  });

  it('names one that was judged on another day', async () => {
    const place = placeOf(0);
    const told = lines.map((line, at) =>
      at === place ? restated(line, [statedIn(line) as unknown as Json], { judgedOn: '2020-01-01' }) : line,
    );
    expect((await replay(told)).finding).toMatchObject({ rule: 'date-as-recorded', index: place });
  });

  it('names one with two parts, of which each viewer could be shown another', async () => {
    const place = placeOf(0);
    const told = lines.map((line, at) => {
      const part = statedIn(
        line.parts?.length === 1 && at === place ? line : (lines[place] as Line),
      ) as unknown as JsonObject;
      return at === place ? restated(line, [{ ...part, ...listing([]) }, part]) : line;
    });
    expect((await replay(told)).finding).toMatchObject({ rule: 'list-complete', index: place });
  });

  it('names one that was written before what it names', async () => {
    const place = placeOf(0);
    const release = lines.findIndex(({ payload }) => payload?.event === 'exchange.released');
    const early = lines.flatMap((line, at) => {
      const statement = lines[place] as Line;
      const part = statedIn(statement) as unknown as Json;
      if (at === release) return [restated(statement, [part], { at: line.payload?.at ?? null }), line];
      return at === place ? [] : [line];
    });
    expect((await replay(early)).finding).toMatchObject({ rule: 'list-complete', index: release });
  });

  it('lets nobody explain a longer list by an entry that is merely withheld: an erasure must say so', async () => {
    const access = lines.findIndex(({ payload }) => payload?.event === 'exchange.refused');
    expect(access).toBeGreaterThan(-1);
    const withheld = lines.map((line, at) =>
      at === access ? { kind: line.kind, commitment: line.commitment } : line,
    );
    expect((await replay(withheld)).finding).toMatchObject({ rule: 'erasure-signed', index: access });
  });
});
