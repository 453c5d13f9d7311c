/** A receipt of a signed decision, from a log of two entries that a hub wrote which may lie about anything but its tree. */
import { randomBytes } from 'node:crypto';
import {
  base64,
  base64url,
  canonicalJson,
  generatePrivateJwk,
  type Json,
  type JsonObject,
  type PublicJwk,
  thumbprintOf,
  utf8,
} from '../../src/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, kindOf, partDigest } from '../../src/ledger/index.js';
import {
  challengeOf,
  type RegisteredKey,
  type SignedContent,
  signedFormat,
} from '../../src/passkeys/index.js';
import { jwkOfCose } from '../../src/passkeys/usecases/cose-key.js';
import type { Receipt } from '../../src/receipts/index.js';
import { HashTree, noteSigner, signCheckpoint } from '../../src/tlog/index.js';
import { type Device, deviceOf, type KeyKind, type Lies } from '../harness/authenticator.js';
import { example, signedAnew } from './example.js';

export const site = { origin: 'https://hub.example', rpId: 'hub.example' };

/** What the hub, or the device, does otherwise. */
export interface Story extends Lies {
  readonly kind?: KeyKind;
  readonly content?: Partial<SignedContent>;
  /** What the receipt and the part hold, after the device signed. */
  readonly afterwards?: (content: SignedContent) => SignedContent;
  readonly assertion?: (made: Asserted) => Asserted;
  /** The key that the receipt shows, where it is not the registered one. */
  readonly shownKey?: (key: RegisteredKey) => RegisteredKey;
  /** The key that the log was told of. */
  readonly registered?: (key: RegisteredKey) => RegisteredKey | Promise<RegisteredKey>;
  readonly registration?: JsonObject;
  readonly registeredLast?: boolean;
  readonly decision?: (payload: JsonObject) => JsonObject;
  readonly withoutPart?: boolean;
}

type Asserted = Omit<ReturnType<Device['get']>, 'id'>;

export async function keyOf(device: Device): Promise<RegisteredKey> {
  const { id, publicKey } = device.shown();
  return { credential: id, publicKey: await jwkOfCose(publicKey), ...site };
}

export const otherKey = async (): Promise<PublicJwk> => {
  const { d: _, ...jwk } = await generatePrivateJwk('P-256');
  return { ...jwk, kid: await thumbprintOf(jwk) };
};

export async function signedReceipt(story: Story = {}): Promise<Receipt> {
  const given = example('given');
  const opened = given.ledger.opened;
  if (opened === null) throw new Error('a decision is opened');
  const device = deviceOf(site, story.kind);
  const own = await keyOf(device);
  const registered = (await story.registered?.(own)) ?? own;
  const { subject, person, decision, request, digest, at } = opened.payload as Record<string, string>;
  const registrationId = `ent_${'R'.repeat(22)}`;
  const registration = entryOf(
    {
      ...{ v: 1, id: registrationId, event: 'person.passkey-registered', at: '2026-11-22T08:00:00.000Z' },
      ...{ relies: [], subject: subject ?? '', person: person ?? '', passkey: `pky_${'P'.repeat(22)}` },
      everyYes: false,
      ...story.registration,
    },
    [part('passkey', registered as unknown as Json)],
  );
  const signed = {
    ...{ format: signedFormat, decision, request, digest },
    askedAt: new Date(Date.parse(at ?? '') - 60_000).toISOString(),
    ...story.content,
  } as SignedContent;
  const { id: _, ...made } = device.get({ challenge: base64url(challengeOf(signed)) }, story);
  const assertion = story.assertion?.(made) ?? made;
  const content = story.afterwards?.(signed) ?? signed;
  const payload = { ...opened.payload, signedWith: registrationId };
  const signature = part('signature', { content, assertion } as unknown as Json);
  const decided = entryOf(story.decision?.(payload) ?? payload, [
    ...opened.parts,
    ...(story.withoutPart === true ? [] : [signature]),
  ]);
  const [first, second] = await proven(
    story.registeredLast === true ? [decided, registration] : [registration, decided],
  );
  const [registrationLedger, ledger] = story.registeredLast === true ? [second, first] : [first, second];
  if (registrationLedger === undefined || ledger === undefined) throw new Error('two entries');
  const key = story.shownKey?.(own) ?? own;
  return signedAnew({
    ...given,
    ledger,
    signature: { content, assertion, key, registration: registrationLedger },
  } as Receipt);
}

const part = (topic: string, value: Json): string =>
  Buffer.from(disclosureOf(randomBytes(16).toString('base64url'), topic, value)).toString('utf8');

interface Entry {
  readonly kind: string;
  readonly payload: JsonObject;
  readonly parts: readonly string[];
  readonly opening: Uint8Array;
  readonly commitment: Uint8Array;
}

function entryOf(said: JsonObject, parts: readonly string[]): Entry {
  const digests = parts.map((one) => partDigest(utf8(one))).toSorted();
  const payload = { ...said, parts: digests };
  const opening = new Uint8Array(randomBytes(32));
  const commitment = commitmentOf(opening, utf8(canonicalJson(payload)));
  return { kind: kindOf(String(said.event)), payload, parts, opening, commitment };
}

async function proven(entries: readonly Entry[]): Promise<readonly Receipt['ledger'][]> {
  const origin = 'hub.example/log';
  const signer = noteSigner(origin, await generatePrivateJwk('Ed25519'));
  const leaves = entries.map(({ kind, commitment }) => entryHash(kind, commitment));
  const tree = new HashTree();
  for (const leaf of leaves) tree.append(leaf);
  const checkpoint = signCheckpoint({ origin, size: leaves.length, root: tree.root() }, signer);
  return entries.map(({ kind, payload, parts, opening, commitment }, index) => ({
    kind,
    commitment: base64(commitment),
    opened: { opening: base64(opening), payload, parts },
    inclusion: {
      index,
      leaf: base64(leaves[index] ?? new Uint8Array()),
      hashes: tree.inclusionPath(index, leaves.length).map(base64),
      checkpoint,
    },
    verifierKeys: [signer.verifier.vkey],
  })) as unknown as readonly Receipt['ledger'][];
}
