/** What the family said, in which words it was asked, and that it covers what was decided and released. */
import type { Purpose } from '../../../../contract/index.js';
import { needsConsent } from '../../../../exchange/offline.js';
import { canonicalJson } from '../../../../kernel/index.js';
import {
  assertionChecks,
  registeredKeyIn,
  type SignedPart,
  signatureTopic,
} from '../../../../passkeys/offline.js';
import { insist } from '../../../../receipts/offline.js';
import type { Evidence } from '../evidence.js';
import { textDigest } from '../missing.js';
import {
  consentsUnder,
  decidedIn,
  isWord,
  type OpenedEntry,
  type Order,
  ofExchange,
  openedIn,
  ordersIn,
  partIn,
  textsIn,
} from '../opened.js';
import { counted } from './counted.js';
import { same } from './decision-steps.js';
import type { Checked, EvidenceStep } from './question.js';

export async function consentSteps(checked: Checked, purpose: Purpose, step: EvidenceStep): Promise<void> {
  const { file, decision } = checked;
  const words = openedIn(file).filter(({ event }) => /^consent\.(given|refused)$/.test(event));
  if (words.length > 0) await step('notice', () => noticesIn(checked, words));
  const released = ofExchange(file, 'exchange.released');
  const covered = [
    ...(decision.event === 'exchange.permitted' ? [{ entry: decision, orders: ordersIn(decision) }] : []),
    ...released.map((entry) => ({ entry, orders: [entry.payload as unknown as Order] })),
  ];
  const asked = (orders: readonly Order[]): readonly Order[] =>
    orders.filter(({ flow }) =>
      purpose.flows.some((one) => one.id === flow && needsConsent(one, purpose.emergency !== null)),
    );
  if (covered.some(({ orders }) => asked(orders).length > 0)) {
    await step('consent', () => {
      const persons = covered.flatMap(({ entry, orders }) => requireCovered(checked, entry, asked(orders)));
      return `${new Set(persons).size} persons had said yes to it, at the decision and at each of ${released.length} releases, and nobody of them had taken it back`;
    });
  }
  const signed = words.filter(({ payload }) => payload.signedWith !== undefined);
  if (signed.length > 0) {
    await step('passkey', () => {
      for (const word of signed) checkSigned(file, word);
      return `${signed.length} of these words are signed by a device of which the log was told before`;
    });
  }
}

function noticesIn({ file, decision }: Checked, words: readonly OpenedEntry[]): string {
  const shown = words.flatMap((word) => {
    const decided = decidedIn(word);
    return decided === null ? [] : [{ word, decided }];
  });
  for (const { word, decided } of shown) {
    const { payload } = word;
    insist(
      textDigest(canonicalJson(decided as never)) === payload.digest,
      'what a person decided does not lead to the digest in the entry',
    );
    insist(
      decided.choice === payload.choice && `consent.${decided.choice}` === word.event,
      'a person decided something else than the entry is about',
    );
    insist(
      decided.purpose === payload.purpose && decided.version === payload.version,
      'a person decided about another purpose than the entry says',
    );
    // What published another version is not in the file, and a word about one covers nothing here.
    insist(
      decided.version !== decision.payload.version || isPublished(file, word, decided.noticeHash),
      'a person was shown a notice that was not published for this purpose before',
    );
  }
  const hashes = shown.map(({ decided }) => decided.noticeHash);
  insist(
    file.notices.every((text) => hashes.includes(textDigest(text))),
    'a notice is here that nobody was shown',
  );
  return `${counted(file.notices.length, 'notice is', 'notices are')} here word for word, as shown, published before`;
}

function isPublished(file: Evidence, { index, payload: word }: OpenedEntry, hash: string): boolean {
  return openedIn(file).some(({ event, payload, index: at }) => {
    if (at > index || payload.purpose !== word.purpose || payload.version !== word.version) return false;
    if (event === 'notice.published') return payload.digest === hash;
    const texts = [payload.notices, payload.youngNotices].flatMap((all) => Object.values(all ?? {}));
    return event === 'purpose.published' && texts.includes(hash);
  });
}

/** @returns the persons whose yes covers it */
function requireCovered(
  { file, decision }: Checked,
  entry: OpenedEntry,
  orders: readonly Order[],
): readonly string[] {
  if (orders.length === 0) return [];
  const words = consentsUnder(file, entry);
  const given = words.filter(({ event }) => event === 'consent.given');
  insist(given.length > 0, 'nobody’s yes stands under what needs one');
  insist(given.length === words.length, 'it stands on a no, or on a yes that was taken back');
  for (const word of given) {
    insist(word.index < entry.index, 'it stands on a yes that came later');
    insist(isLatest(file, word, entry), 'a person had said something else since, before this');
    const decided = decidedIn(word);
    const about = (decided ?? word.payload) as { readonly purpose?: unknown; readonly version?: unknown };
    insist(
      about.purpose === decision.payload.purpose && about.version === decision.payload.version,
      'a person said yes to another purpose, or another version of it',
    );
    // Erased, which the file says itself.
    if (decided === null) continue;
    for (const order of orders) {
      const chosen = decided.flows.find(({ flow }) => flow === order.flow);
      insist(
        chosen !== undefined &&
          (chosen.sources as readonly string[]).includes(order.source) &&
          (chosen.recipients as readonly string[]).includes(String(decision.payload.recipient)) &&
          order.fields.every((field) => chosen.fields.includes(field)),
        'a person’s yes does not cover this source, this recipient or these fields',
      );
    }
  }
  return given.map(({ payload }) => String(payload.person));
}

/** Of the words of one person in the file none stands between. */
const isLatest = (file: Evidence, word: OpenedEntry, entry: OpenedEntry): boolean =>
  openedIn(file).every(
    ({ event, payload, index }) =>
      !isWord(event) ||
      payload.person !== word.payload.person ||
      payload.purpose !== word.payload.purpose ||
      index <= word.index ||
      index > entry.index,
  );

function checkSigned(file: Evidence, { payload, index, at, parts }: OpenedEntry): void {
  const registration = openedIn(file).find(({ id }) => id === payload.signedWith);
  insist(
    registration !== undefined &&
      registration.event === 'person.passkey-registered' &&
      registration.index < index,
    'the log was not told before of the passkey that signed',
  );
  insist(
    registration.payload.person === payload.person && registration.payload.subject === payload.subject,
    'the passkey is that of another person, or for another child',
  );
  const part = partIn<SignedPart>({ parts }, signatureTopic);
  const key = registeredKeyIn(registration.parts);
  // Erased, which the file says itself.
  if (part === null && parts.length < textsIn(payload.parts).length) return;
  insist(part !== null && key !== null, 'the entry says that it was signed, and the signature is not here');
  for (const { fault } of assertionChecks) {
    const said = (member: string): string => String(payload[member]);
    const reason = fault({
      ...{ ...part, key, at, decision: said('decision'), request: said('request'), digest: said('digest') },
    });
    insist(reason === null, reason ?? '');
  }
  insist(same(part.content.digest, payload.digest), 'the device signed another decision');
}
