/** What a hub would have to say to show something else than happened, and the claim that tells. */
import { textDigest } from '../../src/audit/domain/evidence/missing.js';
import type { DecidedFlow, Decision } from '../../src/contract/index.js';
import { canonicalJson, type Json } from '../../src/kernel/index.js';
import type { LyingWorld } from './forged-evidence.js';

type Tell = (world: LyingWorld) => void;
type Lie = readonly [claim: string, what: string, tell: Tell];

const stranger = `prt_${'S'.repeat(22)}`;
const noDigest = 'A'.repeat(43);
const permitted = 'exchange.permitted';
const given = 'consent.given';
const released = 'exchange.released';

/** A member of an entry is another. */
const says =
  (event: string, member: string, value: Json): Tell =>
  (world) => {
    world.entry(event).payload[member] = value;
  };

/** Members of the first statement of a kind are others. */
const states =
  (kind: 'tickets' | 'manifests' | 'receipts' | 'stops' | 'agreements' | 'rosters', change: object): Tell =>
  (world) => {
    Object.assign(world[kind][0] ?? {}, change);
  };

const asks =
  (change: object): Tell =>
  ({ keyStatement }) => {
    Object.assign(keyStatement, change);
  };

/** Of what one source was asked for. */
const orders =
  (change: Readonly<Record<string, Json>>): Tell =>
  (world) => {
    Object.assign((world.entry(permitted).payload.tasks as unknown as object[])[0] ?? {}, change);
  };

const signedByStranger =
  (statement: string): Tell =>
  ({ signers }) => {
    signers[statement] = stranger;
  };

/** An entry stands after everything else. */
const last =
  (event: string): Tell =>
  (world) => {
    world.entry(event).index = 500;
  };

const swapped =
  (one: string, other: string): Tell =>
  (world) => {
    const [first, second] = [world.entry(one), world.entry(other)];
    [first.index, second.index] = [second.index, first.index];
  };

/** No word that it stands on any entry of an event. */
const unmoored =
  (event: string, relied: string): Tell =>
  (world) => {
    const ids = world.entries
      .filter(({ payload }) => payload.event === relied)
      .map(({ payload }) => payload.id);
    const { payload } = world.entry(event);
    payload.relies = payload.relies.filter((id) => !ids.includes(id));
  };

/** The first person decided something else, and the digest says so too. */
const decides =
  (change: (decision: Decision) => object): Tell =>
  (world) => {
    const { parts, payload } = world.entry(given);
    const decision = parts.decision as unknown as Decision;
    const other = { ...decision, ...change(decision) } as unknown as Json;
    parts.decision = other;
    payload.digest = textDigest(canonicalJson(other));
  };

const eachFlow =
  (change: object) =>
  ({ flows }: Decision) => ({
    flows: flows.map((flow: DecidedFlow) => ({ ...flow, ...change })),
  });

/** From the withdrawal on everything stands before an event. */
const withdrawnBefore =
  (event: string): Tell =>
  (world) => {
    const at = world.entry(event).index;
    for (const entry of world.entries) if (entry.index >= at) entry.index += 1;
    world.entry('consent.withdrawn').index = at;
  };

/** Of the decision, in the ticket. */
const place =
  (change: LyingWorld['ticketPlace']): Tell =>
  (world) => {
    world.ticketPlace = change;
  };

/** What was sealed is gone, in an entry that the hub hides nothing of. */
const destroyedBefore =
  (event: string): Tell =>
  (world) => {
    const { index, payload } = world.entry(event);
    for (const entry of world.entries) if (entry.index >= index) entry.index += 1;
    const { exchange = null, task = null, at, relies } = payload;
    const said = { exchange, destroyed: [task], cancelled: [], cause: 'unreceipted' };
    world.entries.push({
      payload: {
        v: 1,
        id: `ent_${'D'.repeat(22)}`,
        event: 'exchange.destroyed',
        at,
        relies,
        parts: [],
        ...said,
      },
      parts: {},
      index,
    });
  };

/** A key of the first partner that was replaced since. @param signs whether it signed the agreement */
export const former =
  (signs: boolean): Tell =>
  ({ formers, signers, file }) => {
    formers.former = String(file.agreements[0]?.partner);
    if (signs) signers['agreement 0'] = 'former';
  };

export const lies: readonly Lie[] = [
  ['entry', 'a member that no such entry has', says(permitted, 'kleur', 'rood')],
  ['roster', 'another version than the log was told', says('roster.published', 'version', 9)],
  ['roster', 'a roster of another hub', states('rosters', { hub: { origin: 'https://elders.example' } })],
  ['agreement', 'an agreement that came after the decision', last('partner.agreed')],
  ['agreement', 'an agreement to another text', states('agreements', { textDigest: noDigest })],
  ['agreement', 'a replaced key that signed nothing', former(false)],
  ['agreement', 'an agreement that somebody else signed', signedByStranger('agreement 0')],
  ['agreement', 'a text that was published after it was signed', last('agreement.published')],
  [
    'purpose',
    'a purpose with another text than its digest is of',
    says('purpose.published', 'digest', noDigest),
  ],
  ['purpose', 'a decision that does not stand on its purpose', unmoored(permitted, 'purpose.published')],
  ['policies', 'policies that were not published', says('policies.published', 'digest', noDigest)],
  [
    'policies',
    'a policy that is not among those in force',
    says(permitted, 'policies', ['consent.whatever']),
  ],
  ['policies', 'a release by other policies', says(released, 'policyDigest', noDigest)],
  ['request', 'fields that the recipient did not sign for', asks({ fields: ['zorgniveau'] })],
  ['request', 'a key statement for another purpose', asks({ purpose: 'jgz-afstemming' })],
  ['request', 'a key statement that had ended', asks({ exp: 1 })],
  ['request', 'a key statement of another partner', asks({ iss: stranger })],
  ['request', 'a key statement that somebody else signed', signedByStranger('key')],
  ['request', 'a role that the covenant does not give it', says(permitted, 'role', 'buurtteam')],
  ['request', 'a question that the purpose does not have', says(permitted, 'question', 'zomaar')],
  [
    'decision',
    'a field that nobody asked for',
    orders({ fields: ['leeftijdsband', 'zorgniveau', 'hulpvraag'] }),
  ],
  ['decision', 'a basis that the flow does not have', orders({ basis: 'public-task' })],
  ['decision', 'a flow of another purpose', orders({ flow: 'jgz-school' })],
  ['decision', 'a task that nobody was given', orders({ task: `tsk_${'T'.repeat(22)}` })],
  ['notice', 'a notice that was never published', decides(() => ({ noticeHash: noDigest }))],
  ['notice', 'a decision that its digest is not of', says(given, 'digest', noDigest)],
  ['notice', 'a no that is called a yes', decides(() => ({ choice: 'refused' }))],
  ['consent', 'fields that a person left out', decides(eachFlow({ fields: ['leeftijdsband'] }))],
  ['consent', 'a source that a person left out', decides(eachFlow({ sources: [] }))],
  ['consent', 'a recipient that a person left out', decides(eachFlow({ recipients: [stranger] }))],
  ['consent', 'a decision on nobody’s yes', unmoored(permitted, given)],
  ['consent', 'a release on nobody’s yes', unmoored(released, given)],
  ['consent', 'a yes that was taken back before the decision', withdrawnBefore(permitted)],
  ['consent', 'a yes that was taken back before the release', withdrawnBefore(released)],
  ['consent', 'a yes that came later', last(given)],
  ['passkey', 'a passkey that the log was told of afterwards', last('person.passkey-registered')],
  [
    'passkey',
    'the passkey of somebody else',
    says('person.passkey-registered', 'person', `per_${'P'.repeat(22)}`),
  ],
  ['ticket', 'fewer fields than were decided', states('tickets', { fields: ['leeftijdsband'] })],
  ['ticket', 'another recipient', states('tickets', { recipient: { id: stranger, role: 'jgz' } })],
  ['ticket', 'another question', states('tickets', { question: 'zomaar' })],
  ['ticket', 'a release by hand', states('tickets', { manual: true })],
  ['ticket', 'another place of the decision', place({ index: 3 })],
  ['ticket', 'a place that no checkpoint proves', place({ hashes: [] })],
  ['ticket', 'a ticket that the hub did not sign', signedByStranger('ticket')],
  ['manifest', 'fewer fields than the ticket', states('manifests', { fields: { leeftijdsband: noDigest } })],
  ['manifest', 'an answer to another ticket', states('manifests', { ticket: noDigest })],
  ['manifest', 'a ground where nobody releases by hand', states('manifests', { release: { ground: 'x' } })],
  ['manifest', 'a manifest that the source did not sign', signedByStranger('manifest')],
  ['manifest', 'another envelope than the log was told of', says('exchange.enveloped', 'manifest', noDigest)],
  ['release', 'other fields than were decided', says(released, 'fields', ['leeftijdsband'])],
  ['release', 'another recipient', says(released, 'recipient', stranger)],
  ['release', 'before it was sealed', swapped(released, 'exchange.enveloped')],
  ['release', 'what had been destroyed before', destroyedBefore(released)],
  ['release', 'on no decision', unmoored(released, permitted)],
  ['receipt', 'another outcome than the recipient signed', says('exchange.received', 'outcome', 'rejected')],
  ['receipt', 'a receipt of another envelope', states('receipts', { manifest: noDigest })],
  ['receipt', 'a receipt that the recipient did not sign', signedByStranger('receipt')],
  ['receipt', 'received before it was released', swapped(released, 'exchange.received')],
  ['stop', 'another answer than the recipient signed', says('exchange.stopped', 'outcome', 'stopped')],
  ['stop', 'an answer to another order', states('stops', { stop: `stp_${'T'.repeat(22)}` })],
  ['stop', 'an answer before the order', swapped('exchange.stopped', 'exchange.stop-ordered')],
  ['stop', 'an answer that the recipient did not sign', signedByStranger('stop')],
];
