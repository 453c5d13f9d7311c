/** That every entry in the file is the one that the log holds, in one checkpoint. */
import { decision } from '../../../../contract/index.js';
import {
  base64,
  canonicalJson,
  compileWhenAsked,
  fromBase64,
  type Json,
  type JsonObject,
  utf8,
} from '../../../../kernel/index.js';
import {
  commitmentOf,
  compileKinds,
  type EntryChecks,
  EntryMalformed,
  entryHash,
  kindOf,
  openPart,
  ownMembers,
  partDigest,
} from '../../../../ledger/offline.js';
import { insist, witnessed } from '../../../../receipts/offline.js';
import {
  type Checkpoint,
  openCheckpoint,
  parseVerifierKey,
  signaturesOf,
  verifyInclusion,
} from '../../../../tlog/index.js';
import type { Evidence, EvidenceEntry } from '../evidence.js';
import { missingIn } from '../missing.js';
import { openedIn, textsIn } from '../opened.js';
import { counted } from './counted.js';
import type { EvidenceQuestion, EvidenceStep } from './question.js';

export async function proofSteps(
  file: Evidence,
  question: EvidenceQuestion,
  step: EvidenceStep,
): Promise<void> {
  await step('entry', () => {
    const checks = compileKinds(question.kinds);
    for (const { payload } of file.entries) requireShape(checks, payload);
    return `each of the ${file.entries.length} entries has the form that was declared for its event`;
  });
  await step('part', () => {
    for (const { payload, parts } of file.entries) {
      insist(new Set(parts).size === parts.length, 'a part stands in an entry twice');
      for (const disclosure of parts) openNamed(disclosure, textsIn(payload.parts));
    }
    const shown = file.entries.reduce((sum, { parts }) => sum + parts.length, 0);
    return `${counted(shown, 'part is', 'parts are')} shown, as the entries name them; all others stay closed`;
  });
  await step('missing', () => {
    const said = canonicalJson(file.missing as unknown as Json);
    insist(
      said === canonicalJson(missingIn(file) as unknown as Json),
      'the file lacks something that it does not say is missing, or says that something is missing which is there',
    );
    return `the file says itself what it does not hold (${file.missing.length})`;
  });
  let checkpoint: Checkpoint | null = null;
  await step('checkpoint', () => {
    checkpoint = checkpointIn(file, question);
    return `the log ${checkpoint.origin} signed a checkpoint of ${checkpoint.size} entries`;
  });
  await step('inclusion', () => {
    insist(checkpoint !== null, 'no checkpoint was read');
    return includedIn(file, checkpoint);
  });
  const { witnesses } = question;
  if (witnesses !== undefined) await step('witnesses', () => witnessed(file.checkpoint, witnesses));
}

/** The leaf of the entry at that index, standard base64; empty where there is none. */
export function leafIn({ entries }: Evidence, index: number): string {
  const entry = entries.find((one) => one.index === index);
  return entry === undefined ? '' : base64(leafOf(entry));
}

function leafOf({ opening, payload }: EvidenceEntry): Uint8Array {
  const commitment = commitmentOf(fromBase64(opening), utf8(canonicalJson(payload)));
  return entryHash(kindOf(String(payload.event)), commitment);
}

function requireShape(checks: EntryChecks, payload: JsonObject): void {
  try {
    checks.check(String(payload.event), ownMembers(payload));
  } catch (error) {
    if (!(error instanceof EntryMalformed)) throw error;
    insist(false, error.message);
  }
  const { v, id, at, relies, parts } = payload;
  insist(
    v === 1 && typeof id === 'string' && typeof at === 'string' && !Number.isNaN(Date.parse(at)),
    'an entry lacks what the ledger adds to every one',
  );
  insist(areTexts(relies) && areTexts(parts), 'an entry does not name what it stands on, or its parts');
}

const areTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const checkDecision = compileWhenAsked(decision);

function openNamed(disclosure: string, named: readonly string[]): void {
  const bytes = utf8(disclosure);
  const digest = partDigest(bytes);
  insist(named.includes(digest), 'a part is not one of those that its entry names');
  const { topic, value } = openPart(digest, bytes);
  insist(topic !== 'decision' || checkDecision(value).length === 0, 'a part is no decision of a person');
}

function checkpointIn(file: Evidence, { verifierKeys }: EvidenceQuestion): Checkpoint {
  const signed = signaturesOf(file.checkpoint).map(({ id }) => id);
  const own = file.verifierKeys.map(parseVerifierKey);
  insist(
    own.every(({ id }) => signed.includes(id)),
    'a key of the log in the file did not sign its checkpoint',
  );
  const trusted = (verifierKeys ?? file.verifierKeys).map(parseVerifierKey);
  for (const keys of [trusted, ...own.map((key) => [key])]) {
    openCheckpoint(file.checkpoint, keys[0]?.name ?? '', keys);
  }
  return openCheckpoint(file.checkpoint, trusted[0]?.name ?? '', trusted);
}

function includedIn(file: Evidence, { size, root }: Checkpoint): string {
  const opened = openedIn(file);
  insist(new Set(opened.map(({ id }) => id)).size === opened.length, 'an entry stands in the file twice');
  let last = -1;
  for (const entry of file.entries) {
    insist(entry.index > last, 'the entries do not stand in the order of the log');
    last = entry.index;
    verifyInclusion(entry.index, size, leafOf(entry), entry.hashes.map(fromBase64), root);
  }
  return `each of the ${opened.length} entries, opened, leads to the leaf at its place in that log`;
}
