// One exchange, whole: roster, key statement, ticket, sealed fields, manifest, receipt.
import { CompactEncrypt, importJWK } from 'jose';
import { openDelivery } from '../../dist/agent/index.js';
import { readStatement, signStatement } from '../../dist/contract/index.js';
import { base64url, importSigningKey, publicJwkOf, sha256, utf8 } from '../../dist/kernel/index.js';
import { fixedBytes, fixedId, fixedKey } from './keys.mjs';

export const hubOrigin = 'https://hub.example';
/** 2026-11-22T05:01:00Z */
const askedAt = 1795323660;

const source = { id: fixedId('prt', 'source'), role: 'school' };
const recipient = { id: fixedId('prt', 'recipient'), role: 'jgz' };
const exchange = fixedId('exc', 'exchange');
const task = fixedId('tsk', 'task');
const values = { leerjaar: { value: 'groep-5' }, zorgniveau: { value: 2 }, hulpvraag: { absent: true } };
const fields = Object.keys(values);
const digestOf = (ascii) => base64url(sha256(ascii));

async function stated(key, typ, claims) {
  return {
    typ,
    kid: key.kid,
    claims,
    compact: await signStatement(await importSigningKey(key), typ, claims),
  };
}

function rosterClaims(keys, ledger, prfPublicKey) {
  const partner = (one, name, signing, sealing) => ({
    id: one.id,
    name,
    role: one.role,
    bsn: null,
    signing: [publicJwkOf(signing)],
    sealing: [publicJwkOf(sealing)],
  });
  return {
    covenant: 'Kernpartneraanpak Testland',
    version: 1,
    iat: askedAt - 86_400,
    validFrom: '2026-11-21',
    hub: {
      origin: hubOrigin,
      ticketKeys: [publicJwkOf(keys.hubTicket)],
      ledgerKeys: [ledger.key.vkey],
    },
    prf: { suite: 'ristretto255-SHA512', publicKey: prfPublicKey },
    partners: [
      partner(source, 'Testschool', keys.sourceSigning, keys.sourceSealing),
      partner(recipient, 'JGZ Test', keys.recipientSigning, keys.recipientSealing),
    ],
  };
}

/** Statements and sealed fields of one exchange. @throws Error when the agent's own checks do not accept it */
export async function exchangeVectors(keys, ledger, prfPublicKey, purpose) {
  const roster = await stated(keys.covenant, 'kernhub-roster+jwt', rosterClaims(keys, ledger, prfPublicKey));
  const keyStatement = await stated(keys.recipientSigning, 'kernhub-key+jwt', {
    iss: recipient.id,
    jti: base64url(fixedBytes('key statement', 16)),
    purpose: purpose.id,
    version: purpose.version,
    fields,
    jwk: publicJwkOf(keys.question),
    iat: askedAt - 1,
    exp: askedAt + 86_399,
  });
  const subject = subjectOf();
  const ticket = await stated(
    keys.hubTicket,
    'kernhub-ticket+jwt',
    ticketClaims(purpose, keyStatement, subject, ledger),
  );
  const sealed = await Promise.all(fields.map((name) => sealedField(name, ticket, keys, purpose)));
  const manifest = await stated(keys.sourceSigning, 'kernhub-manifest+jwt', {
    iss: source.id,
    ticket: digestOf(ticket.compact),
    fields: Object.fromEntries(sealed.map(({ field, jwe }) => [field, digestOf(jwe)])),
    iat: askedAt + 1,
  });
  const receipt = await stated(keys.recipientSigning, 'kernhub-receipt+jwt', {
    iss: recipient.id,
    exchange,
    task,
    manifest: digestOf(manifest.compact),
    outcome: 'opened',
    causes: [],
    iat: askedAt + 3,
  });
  const made = { subject, roster, keyStatement, ticket, manifest, receipt };
  await requireAccepted(made, sealed, keys, ledger, purpose);
  return {
    statements: {
      about:
        'Everything that is signed in one exchange. Each compact JWS is over the claims as JSON in the order shown; its header is alg, typ and kid, in this order. Ed25519 signatures come out the same every time.',
      ...made,
    },
    sealedFields: {
      about:
        'Each field sealed on its own: JWE compact, ECDH-ES with A256GCM (RFC 7518 section 4.6). The ephemeral key and the IV are fixed here only; make fresh ones for every field.',
      source: source.id,
      ticket: ticket.compact,
      recipientKey: keys.question,
      fields: sealed,
    },
  };
}

function subjectOf() {
  const [id, salt] = [fixedId('chd', 'child at the source'), base64url(fixedBytes('ticket salt', 16))];
  const bytes = Buffer.concat([Buffer.from(salt, 'base64url'), utf8(id)]);
  return { id, salt, digest: base64url(sha256(new Uint8Array(bytes))) };
}

const ticketClaims = (purpose, keyStatement, subject, ledger) => ({
  iss: hubOrigin,
  aud: source.id,
  jti: task,
  exchange,
  purpose: purpose.id,
  version: purpose.version,
  flow: 'school-jgz',
  basis: 'consent',
  recipient,
  fields,
  question: 'meedenken',
  keyStatement: keyStatement.compact,
  subjectDigest: subject.digest,
  manual: false,
  decision: ledger.inclusions[1],
  iat: askedAt,
  exp: askedAt + 14_400,
});

async function sealedField(field, ticket, keys, purpose) {
  const { paddedBytes } = purpose.fields.find(({ name }) => name === field);
  const content = JSON.stringify(values[field]);
  const ephemeralKey = await fixedKey('X25519', `ephemeral ${field}`);
  const iv = fixedBytes(`iv ${field}`, 12);
  const jwe = await new CompactEncrypt(utf8(content.padEnd(paddedBytes, ' ')))
    .setProtectedHeader({ field, alg: 'ECDH-ES', enc: 'A256GCM' })
    .setKeyManagementParameters({
      apu: utf8(source.id),
      apv: sha256(ticket.compact),
      epk: await importJWK(ephemeralKey, 'ECDH-ES', { extractable: true }),
    })
    .setInitializationVector(iv)
    .encrypt(await importJWK(publicJwkOf(keys.question), 'ECDH-ES'));
  return { field, content, paddedBytes, ephemeralKey, iv: base64url(iv), jwe };
}

/** The vectors are worth something only if the project's own recipient accepts them. */
async function requireAccepted({ roster, keyStatement, ticket, manifest }, sealed, keys, ledger, purpose) {
  const trusted = await readStatement(roster.compact, 'kernhub-roster+jwt', [publicJwkOf(keys.covenant)]);
  const opened = await openDelivery({
    delivery: {
      task,
      source,
      ticket: ticket.compact,
      envelope: {
        manifest: manifest.compact,
        fields: Object.fromEntries(sealed.map(({ field, jwe }) => [field, jwe])),
      },
      release: ledger.inclusions[2],
    },
    asked: { exchange, question: 'meedenken', fields, keyStatement: keyStatement.compact },
    purpose,
    self: trusted.partners.find(({ id }) => id === recipient.id),
    roster: trusted,
    privateJwk: keys.question,
  });
  if (opened.outcome !== 'opened') throw new Error(`the delivery is refused: ${opened.causes}`);
}
