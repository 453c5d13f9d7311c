/** Every way to have a recipient believe what no source said: one line a lie, each on a delivery of the real hub. */
import { type Delivery, type Manifest, signStatement } from '../../contract/index.js';
import { base64url, type PublicJwk, sealCompact, sha256, utf8 } from '../../kernel/index.js';
import { type Liar, statementIn } from './liar.js';

type LieToRecipient = (delivery: Delivery, liar: Liar) => Promise<Delivery>;

async function exchangeOf({ ticket }: Delivery, liar: Liar): Promise<{ exchange: string; digest: string }> {
  const { exchange, subjectDigest: digest } = await liar.ticketOf(ticket);
  return { exchange, digest };
}

/** The newest delivery of another exchange, of which there must be one. */
async function earlier(delivery: Delivery, liar: Liar): Promise<Delivery> {
  const { exchange } = await exchangeOf(delivery, liar);
  for (const other of [...liar.deliveries].reverse()) {
    if ((await exchangeOf(other, liar)).exchange !== exchange) return other;
  }
  throw new Error('no delivery of an earlier exchange has passed by');
}

const withFields = (delivery: Delivery, fields: Readonly<Record<string, string>>): Delivery => ({
  ...delivery,
  envelope: { ...delivery.envelope, fields },
});

/** A value of the liar's own, sealed to the recipient's key just as the source would have done. */
async function resealed(delivery: Delivery, liar: Liar): Promise<Delivery> {
  const { keyStatement, aud } = await liar.ticketOf(delivery.ticket);
  const key = statementIn(keyStatement).jwk as unknown as PublicJwk;
  const parties = { apu: utf8(aud), apv: sha256(delivery.ticket) };
  const jwe = await sealCompact(utf8('{"value":3}'.padEnd(32)), key, { field: 'zorgniveau' }, parties);
  return withFields(delivery, { ...delivery.envelope.fields, zorgniveau: jwe });
}

const manifestIn = (jws: string): Manifest =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Manifest;

const flipped = (text: string): string => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);

export const liesToRecipients = {
  /** What an earlier question brought, given once more under this one. */
  'delivery-of-before': earlier,
  /** The same, but beside the right ticket. */
  'envelope-of-before': async (delivery, liar) => ({
    ...delivery,
    envelope: (await earlier(delivery, liar)).envelope,
  }),
  /** Under the name of this task, so that nothing but the content gives it away. */
  'delivery-of-another-child': async (delivery, liar) => ({
    ...(await earlier(delivery, liar)),
    task: delivery.task,
  }),
  'ticket-retold': async (delivery, liar) => ({
    ...delivery,
    ticket: await liar.retold(delivery.ticket, ({ exp }) => ({ exp: exp + 1 })),
  }),
  'question-retold': async (delivery, liar) => ({
    ...delivery,
    ticket: await liar.retold(delivery.ticket, () => ({ question: 'aanbod' })),
  }),
  'resealed-field': resealed,
  'resealed-field-with-own-manifest': async (delivery, liar) => {
    const lied = await resealed(delivery, liar);
    const manifest = manifestIn(lied.envelope.manifest);
    const digests = Object.entries(lied.envelope.fields).map(([name, jwe]) => [name, base64url(sha256(jwe))]);
    const claims = { ...manifest, fields: Object.fromEntries(digests) as Manifest['fields'] };
    const signed = await signStatement(liar.ownKey, 'kernhub-manifest+jwt', claims);
    return { ...lied, envelope: { ...lied.envelope, manifest: signed } };
  },
  'dropped-field': async (delivery) => {
    const { zorgniveau: _, ...fields } = delivery.envelope.fields;
    return withFields(delivery, fields);
  },
  'swapped-fields': async (delivery) => {
    const { zorgniveau = '', leerjaar = '', ...fields } = delivery.envelope.fields;
    return withFields(delivery, { ...fields, zorgniveau: leerjaar, leerjaar: zorgniveau });
  },
  'other-source': async (delivery, liar) => {
    const { recipient } = await liar.ticketOf(delivery.ticket);
    return { ...delivery, source: { id: recipient.id, role: recipient.role } };
  },
  'forged-release': async (delivery) => ({
    ...delivery,
    release: { ...delivery.release, leaf: flipped(delivery.release.leaf) },
  }),
  'release-in-another-log': async (delivery, liar) => ({
    ...delivery,
    release: liar.entryOfOwnLog(delivery.release),
  }),
  'decision-shown-as-release': async (delivery, liar) => ({
    ...delivery,
    release: (await liar.ticketOf(delivery.ticket)).decision,
  }),
} satisfies Record<string, LieToRecipient>;

export type LieToRecipients = keyof typeof liesToRecipients;
