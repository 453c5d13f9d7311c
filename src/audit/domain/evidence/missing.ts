import { base64url, canonicalJson, sha256 } from '../../../kernel/index.js';
import type { Missing, UnsignedEvidence } from './evidence.js';
import { decidedIn, ofExchange, openedIn, ordersIn, textsIn } from './opened.js';

type File = Omit<UnsignedEvidence, 'missing'>;

/**
 * What a file of evidence does not hold, by what it holds: so that nothing is left out without saying so, and whoever reads
 * the file works it out anew. The signature over the body of the request is never there: what it signs holds texts that
 * only their addressees may keep.
 */
export function missingIn(file: File): readonly Missing[] {
  return [
    { what: 'payload-signature', of: file.exchange },
    ...partnersIn(file)
      .filter((partner) => !file.agreements.some((signed) => signed.partner === partner))
      .map((of) => ({ what: 'agreement', of }) as const),
    ...entriesLacking(file).map((of) => ({ what: 'entry', of }) as const),
    ...partsLacking(file).map((of) => ({ what: 'part', of }) as const),
    ...noticesLacking(file).map((of) => ({ what: 'notice', of }) as const),
    ...policiesLacking(file).map((of) => ({ what: 'policies', of }) as const),
    ...receiptsLacking(file).map((of) => ({ what: 'receipt', of }) as const),
  ];
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();
export const textDigest = (text: string): string => base64url(sha256(text));

/** The recipient and every source that was asked. */
export const partnersIn = (file: Pick<File, 'exchange' | 'entries'>): readonly string[] =>
  distinct(
    ofExchange(file)
      .filter(({ event }) => event === 'exchange.permitted' || event === 'exchange.refused')
      .flatMap((entry) => [String(entry.payload.recipient), ...ordersIn(entry).map(({ source }) => source)]),
  );

function entriesLacking(file: File): readonly string[] {
  const there = new Set<string>(openedIn(file).map(({ id }) => id));
  return distinct(ofExchange(file).flatMap(({ relies }) => relies)).filter((id) => !there.has(id));
}

/** Of which every part is shown, unless it was erased; parts of all others stay closed. */
const shown = /^(?:consent\..+|exchange\.permitted|exchange\.refused|person\.passkey-registered)$/;

const partsLacking = (file: File): readonly string[] =>
  openedIn(file)
    .filter(({ event, payload, parts }) => shown.test(event) && parts.length < textsIn(payload.parts).length)
    .map(({ id }) => id);

function noticesLacking(file: File): readonly string[] {
  const there = file.notices.map(textDigest);
  return distinct(openedIn(file).flatMap((entry) => decidedIn(entry)?.noticeHash ?? [])).filter(
    (hash) => !there.includes(hash),
  );
}

function policiesLacking(file: File): readonly string[] {
  const there = file.policies.map((texts) => textDigest(canonicalJson(texts)));
  const decided = ofExchange(file).flatMap(({ payload }) =>
    typeof payload.policyDigest === 'string' ? [payload.policyDigest] : [],
  );
  return distinct(decided).filter((digest) => !there.includes(digest));
}

/** Received, and of the signed word nothing was kept. */
const receiptsLacking = (file: File): readonly string[] =>
  distinct(ofExchange(file, 'exchange.received').map(({ payload }) => String(payload.task))).filter(
    (task) => !file.tasks.some((one) => one.task === task && one.receipt !== null),
  );
