/** Lists of accesses that a hub gave on 25 November 2026, kept as files, and others as a hub could write them that lies. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signStatement } from '../../src/contract/index.js';
import {
  base64,
  canonicalJson,
  compileSchema,
  fromBase64,
  generatePrivateJwk,
  importSigningKey,
  type Json,
  publicJwkOf,
  utf8,
} from '../../src/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, partDigest } from '../../src/ledger/index.js';
import { receiptDigest } from '../../src/receipts/domain/receipt-digest.js';
import { accessHash } from '../../src/receipts/domain/stated/access.js';
import type { AccessStatement } from '../../src/receipts/domain/stated/access-statement.js';
import { type StatedPart, statedIn, statedOf } from '../../src/receipts/domain/stated/stated-part.js';
import { HashTree, noteSigner, signCheckpoint } from '../../src/tlog/index.js';

const folder = new URL('statements/', import.meta.url);
export const kept = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.jsonld`, folder), 'utf8'));
export const statement = (name: string): AccessStatement => kept(name) as AccessStatement;

const schemaOf = (name: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../consent-schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  ) as object;
export const checkStatement = compileSchema(schemaOf('access-statement'));
export const checkReceipt = compileSchema(schemaOf('receipt'));

export type Access = AccessStatement['accesses'][number];

export interface Told {
  accesses: readonly Access[];
  until?: AccessStatement['until'];
  /** What the entry commits to, where it is not what the list leads to. */
  part?: Partial<StatedPart>;
  /** Members of the payload. */
  payload?: Record<string, Json>;
}

const forgersKey = generatePrivateJwk('Ed25519');

/** Signed, committed to and in a signed log, all of it right: only what it tells is not so. */
export async function forged(base: AccessStatement, told: Told): Promise<AccessStatement> {
  const { accesses, until = base.until } = told;
  const { opened, inclusion } = base.ledger;
  const stated = statedIn(opened);
  if (stated === null) throw new Error('a list that was kept holds its part');
  const hashes = accesses.map((access) => accessHash({ ...access, leaf: fromBase64(access.leaf) }));
  const part = { ...statedOf(stated.viewer, until, hashes), ...told.part };
  const salt = randomBytes(16).toString('base64url');
  const disclosure = disclosureOf(salt, 'statement', part as unknown as Json);
  const payload = { ...opened.payload, parts: [partDigest(disclosure)], ...told.payload };
  const opening = new Uint8Array(randomBytes(32));
  const commitment = commitmentOf(opening, utf8(canonicalJson(payload)));
  const kind = 'access';
  const leaf = entryHash(kind, commitment);
  const key = await forgersKey;
  const log = logWith(base, accesses, leaf);
  const signer = noteSigner(String(inclusion.checkpoint.split('\n')[0]), key);
  const unsigned = {
    ...base,
    until,
    accesses,
    issuedBy: { ...base.issuedBy, key: publicJwkOf(key) },
    ledger: {
      kind,
      commitment: base64(commitment),
      opened: { opening: base64(opening), payload, parts: [Buffer.from(disclosure).toString('utf8')] },
      inclusion: {
        index: inclusion.index,
        leaf: base64(leaf),
        hashes: log.inclusionPath(inclusion.index, log.size).map(base64),
        checkpoint: signCheckpoint(
          { origin: signer.verifier.name, size: log.size, root: log.root() },
          signer,
        ),
      },
      verifierKeys: [signer.verifier.vkey],
    },
  };
  return signed(unsigned);
}

export async function signed(file: AccessStatement): Promise<AccessStatement> {
  const key = await forgersKey;
  const unsigned = { ...file, issuedBy: { ...file.issuedBy, key: publicJwkOf(key) } };
  const statement = await signStatement(await importSigningKey(key), 'kernhub-access-statement+jwt', {
    iss: file.issuedBy.origin,
    sub: file.id,
    digest: receiptDigest(unsigned),
    iat: 1,
  });
  return { ...unsigned, statement };
}

function logWith(
  { ledger: { inclusion } }: AccessStatement,
  accesses: readonly Access[],
  leaf: Uint8Array,
): HashTree {
  const log = new HashTree();
  const leaves = new Map(accesses.map(({ index, leaf: at }) => [index, fromBase64(at)]));
  for (let index = 0; index < inclusion.index; index += 1) {
    log.append(leaves.get(index) ?? new Uint8Array(randomBytes(32)));
  }
  log.append(leaf);
  return log;
}
