/** Evidence from a hub that lies from the start, with partners that lie with it: every signature, leaf and proof is right. */
import { randomBytes } from 'node:crypto';
import { missingIn } from '../../src/audit/domain/evidence/missing.js';
import type { Evidence } from '../../src/audit/offline.js';
import type {
  AgreementStatement,
  KeyStatement,
  Manifest,
  ReceiptStatement,
  Roster,
  StatementType,
  StoppedStatement,
  Ticket,
} from '../../src/contract/index.js';
import { signStatement } from '../../src/contract/index.js';
import {
  base64,
  base64url,
  canonicalJson,
  generatePrivateJwk,
  importSigningKey,
  type Json,
  type JsonObject,
  type PrivateJwk,
  publicJwkOf,
  sha256,
  utf8,
} from '../../src/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, kindOf, partDigest } from '../../src/ledger/index.js';
import { receiptDigest } from '../../src/receipts/offline.js';
import { HashTree, noteSigner, signCheckpoint, stateInclusion } from '../../src/tlog/index.js';

type Payload = Record<string, Json> & { event: string; id: string; at: string; relies: string[] };

export interface LyingEntry {
  payload: Payload;
  /** Topic → value. */
  parts: Record<string, Json>;
  index: number;
}

/** What a lie changes; digests between statements and entries are made to fit afterwards. */
export interface LyingWorld {
  entries: LyingEntry[];
  keyStatement: KeyStatement;
  tickets: Ticket[];
  manifests: Manifest[];
  receipts: ReceiptStatement[];
  stops: StoppedStatement[];
  agreements: AgreementStatement[];
  rosters: Roster[];
  file: Evidence;
  /** Who signs, where it is not whom the statement names: by its place in the list above. */
  signers: Record<string, string>;
  /** What the ticket says otherwise of where the decision stands. */
  ticketPlace: Partial<Ticket['decision']>;
  /** Names of keys that no roster lists, and whose the hub says that they were. */
  formers: Record<string, string>;
  entry(event: string, place?: number): LyingEntry;
}

const claimsOf = <T>(jws: string | null): T =>
  JSON.parse(Buffer.from((jws ?? '').split('.')[1] ?? '', 'base64url').toString()) as T;
const digestOf = (text: string): string => base64url(sha256(text));

export function worldOf(file: Evidence): LyingWorld {
  const copy = structuredClone(file);
  const entries = copy.entries.map(({ payload, parts, index }) => ({
    payload: payload as unknown as Payload,
    parts: Object.fromEntries(
      parts
        .map((part) => JSON.parse(part) as [string, string, Json])
        .map(([, topic, value]) => [topic, value]),
    ),
    index,
  }));
  const signed = <T>(name: 'ticket' | 'manifest' | 'receipt') =>
    copy.tasks.flatMap((task) => (task[name] === null ? [] : [claimsOf<T>(task[name])]));
  return {
    entries,
    keyStatement: claimsOf(copy.keyStatement),
    tickets: signed('ticket'),
    manifests: signed('manifest'),
    receipts: signed('receipt'),
    stops: copy.stops.flatMap(({ statement }) =>
      statement === null ? [] : [claimsOf<StoppedStatement>(statement)],
    ),
    agreements: copy.agreements.map(({ statement }) => claimsOf(statement)),
    rosters: copy.rosters.map((roster) => claimsOf(roster)),
    file: copy,
    signers: {},
    ticketPlace: {},
    formers: {},
    entry: (event, place = 0) => {
      const found = entries.filter((one) => one.payload.event === event).at(place);
      if (found === undefined) throw new Error(`no ${event}`);
      return found;
    },
  };
}

/** Fresh keys for everyone, so that whatever is lied about can be signed. */
class Signers {
  readonly #keys = new Map<string, Promise<PrivateJwk>>();

  key(name: string): Promise<PrivateJwk> {
    const known = this.#keys.get(name) ?? generatePrivateJwk('Ed25519');
    this.#keys.set(name, known);
    return known;
  }

  async sign(name: string, typ: StatementType, claims: object): Promise<string> {
    return signStatement(await importSigningKey(await this.key(name)), typ, claims as never);
  }
}

export async function forge(world: LyingWorld): Promise<Evidence> {
  const signers = new Signers();
  const log = noteSigner('hub.example/kernhub', await signers.key('log'));
  const rosters = await signRosters(world, signers, log.verifier.vkey);
  const agreements = await signAgreements(world, signers);
  const statements = await signDeliveries(world, signers, log);
  const proven = prove(world, log);
  const file = {
    ...world.file,
    ...{ agreements, rosters, ...statements, ...proven },
    covenantKeys: [publicJwkOf(await signers.key('covenant'))],
    verifierKeys: [log.verifier.vkey],
    formerKeys: await formerKeys(world, signers),
    issuedBy: { ...world.file.issuedBy, key: publicJwkOf(await signers.key('hub')) },
  } as Evidence;
  const { statement: _, ...unsigned } = { ...file, missing: missingIn(file) };
  const statement = await signers.sign('hub', 'kernhub-evidence+jwt', {
    ...{ iss: unsigned.issuedBy.origin, sub: unsigned.exchange, digest: receiptDigest(unsigned) },
    iat: Math.floor(Date.parse(unsigned.issuedAt) / 1000),
  });
  return { ...unsigned, statement };
}

const formerKeys = (world: LyingWorld, signers: Signers) =>
  Promise.all(
    Object.entries(world.formers).map(async ([name, partner]) => ({
      ...{ partner: partner as never, key: publicJwkOf(await signers.key(name)) },
    })),
  );

async function signRosters(world: LyingWorld, signers: Signers, vkey: string): Promise<string[]> {
  const signed: string[] = [];
  for (const [nth, roster] of world.rosters.entries()) {
    roster.hub = {
      ...roster.hub,
      ticketKeys: [publicJwkOf(await signers.key('hub'))] as never,
      ledgerKeys: [vkey],
    };
    for (const partner of roster.partners) {
      partner.signing = [publicJwkOf(await signers.key(partner.id))] as never;
    }
    const jws = await signers.sign('covenant', 'kernhub-roster+jwt', roster);
    world.entry('roster.published', nth).payload.statement = digestOf(jws);
    signed.push(jws);
  }
  return signed;
}

async function signAgreements(world: LyingWorld, signers: Signers): Promise<Evidence['agreements']> {
  const signed: { partner: never; statement: string }[] = [];
  for (const [nth, claims] of world.agreements.entries()) {
    const { partner, statement } = world.file.agreements[nth] ?? { partner: '', statement: '' };
    const jws = await signers.sign(
      world.signers[`agreement ${nth}`] ?? partner,
      'kernhub-agreement+jwt',
      claims,
    );
    for (const { payload } of world.entries)
      if (payload.statement === digestOf(statement)) payload.statement = digestOf(jws);
    signed.push({ partner: partner as never, statement: jws });
  }
  return signed;
}

async function signDeliveries(world: LyingWorld, signers: Signers, log: ReturnType<typeof noteSigner>) {
  const recipient = String(decisionOf(world).payload.recipient);
  const source = String(world.tickets[0]?.aud);
  const keyStatement = await signers.sign(
    world.signers.key ?? recipient,
    'kernhub-key+jwt',
    world.keyStatement,
  );
  decisionOf(world).payload.keyStatement = digestOf(keyStatement);
  // The ticket holds the leaf of the decision, whose payload is done by now.
  const [ticket, manifest, receipt] = [world.tickets[0], world.manifests[0], world.receipts[0]];
  let [ticketJws, manifestJws, receiptJws]: (string | null)[] = [null, null, null];
  if (ticket !== undefined) {
    if (ticket.keyStatement === world.file.keyStatement) ticket.keyStatement = keyStatement;
    ticket.decision = { ...placeOf(decisionOf(world), log), ...world.ticketPlace };
    ticketJws = await signers.sign(world.signers.ticket ?? 'hub', 'kernhub-ticket+jwt', ticket);
  }
  if (manifest !== undefined) {
    if (manifest.ticket === digestOf(world.file.tasks[0]?.ticket ?? ''))
      manifest.ticket = digestOf(ticketJws ?? '');
    manifestJws = await signers.sign(world.signers.manifest ?? source, 'kernhub-manifest+jwt', manifest);
    swap(world, digestOf(world.file.tasks[0]?.manifest ?? ''), digestOf(manifestJws));
  }
  if (receipt !== undefined) {
    receiptJws = await signers.sign(world.signers.receipt ?? recipient, 'kernhub-receipt+jwt', receipt);
    swap(world, digestOf(world.file.tasks[0]?.receipt ?? ''), digestOf(receiptJws));
  }
  const stops: { stop: never; statement: string | null }[] = [];
  for (const [nth, { stop, statement }] of world.file.stops.entries()) {
    const jws = await signers.sign(
      world.signers.stop ?? recipient,
      'kernhub-stopped+jwt',
      world.stops[nth] ?? {},
    );
    swap(world, digestOf(statement ?? ''), digestOf(jws));
    stops.push({ stop: stop as never, statement: jws });
  }
  const tasks = world.file.tasks.map(({ task }) => ({
    ...{ task, ticket: ticketJws, manifest: manifestJws, receipt: receiptJws },
  }));
  return { keyStatement, tasks, stops };
}

const decisionOf = ({ entries, file }: LyingWorld): LyingEntry => {
  const found = entries.find(
    ({ payload }) =>
      /^exchange\.(permitted|refused)$/.test(payload.event) && payload.exchange === file.exchange,
  );
  if (found === undefined) throw new Error('there is a decision');
  return found;
};

/** A digest that stands for a statement, wherever entries and later statements name it. */
function swap(world: LyingWorld, before: string, after: string): void {
  for (const one of [...world.entries.map(({ payload }) => payload), ...world.receipts] as Record<
    string,
    unknown
  >[]) {
    for (const member of ['manifest', 'statement']) if (one[member] === before) one[member] = after;
  }
}

// An entry is committed to once, so that a ticket can name its leaf.
const openings = new WeakMap<LyingEntry, { opening: Buffer; parts: string[] }>();

function committed(entry: LyingEntry) {
  const made = openings.get(entry) ?? {
    opening: randomBytes(32),
    parts: Object.entries(entry.parts).map(([topic, value]) =>
      Buffer.from(disclosureOf(randomBytes(16).toString('base64url'), topic, value as Json)).toString('utf8'),
    ),
  };
  openings.set(entry, made);
  const payload = {
    ...entry.payload,
    parts: made.parts.map((part) => partDigest(utf8(part))).sort(),
  } as JsonObject;
  return { ...made, payload };
}

function leafOf(entry: LyingEntry): Uint8Array {
  const { opening, payload } = committed(entry);
  return entryHash(kindOf(entry.payload.event), commitmentOf(opening, utf8(canonicalJson(payload))));
}

/** As a ticket states it: in a log of which the decision is the last entry. */
function placeOf(decision: LyingEntry, log: ReturnType<typeof noteSigner>): Ticket['decision'] {
  const tree = new HashTree();
  for (let index = 0; index < decision.index; index += 1) tree.append(randomBytes(32));
  tree.append(leafOf(decision));
  const size = decision.index + 1;
  const checkpoint = signCheckpoint({ origin: 'hub.example/kernhub', size, root: tree.root() }, log);
  return stateInclusion(
    { leaf: () => leafOf(decision), inclusionPath: (at, of) => tree.inclusionPath(at, of) },
    decision.index,
    size,
    checkpoint,
  );
}

function prove({ entries }: LyingWorld, log: ReturnType<typeof noteSigner>) {
  const sorted = entries.toSorted((one, other) => one.index - other.index);
  const tree = new HashTree();
  const size = (sorted.at(-1)?.index ?? 0) + 2;
  for (let index = 0; index < size; index += 1) {
    const entry = sorted.find((one) => one.index === index);
    tree.append(entry === undefined ? randomBytes(32) : leafOf(entry));
  }
  return {
    checkpoint: signCheckpoint({ origin: 'hub.example/kernhub', size, root: tree.root() }, log),
    entries: sorted.map((entry) => {
      const { opening, payload, parts } = committed(entry);
      const hashes = tree.inclusionPath(entry.index, size).map(base64);
      return { opening: base64(opening), payload, parts, index: entry.index, hashes };
    }),
  };
}
