import { base64, canonicalJson, utf8 } from '../../dist/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, leafOf, partDigest } from '../../dist/ledger/index.js';
import { HashTree, noteSigner, signCheckpoint, stateInclusion } from '../../dist/tlog/index.js';
import { fixedBytes, fixedId } from './keys.mjs';

const origin = 'ledger.example/vector';

/** A consent, a decision that relies on it, and the release: three entries, a checkpoint, and a proof for each. */
export function ledgerVector(keys) {
  const salt = Buffer.from(fixedBytes('part salt', 16)).toString('base64url');
  const disclosure = disclosureOf(salt, 'choice', { choice: 'given' });
  const digest = partDigest(disclosure);
  const entries = [
    entryOf('consent.given', '2026-11-22T05:00:00.000Z', [], [digest]),
    entryOf('exchange.permitted', '2026-11-22T05:01:00.000Z', ['consent.given'], []),
    entryOf('exchange.released', '2026-11-22T05:01:02.000Z', ['exchange.permitted'], []),
  ];
  const tree = new HashTree();
  for (const { leafHash } of entries) tree.append(new Uint8Array(Buffer.from(leafHash, 'base64')));
  const signer = noteSigner(origin, keys.ledger);
  const checkpoint = signCheckpoint({ origin, size: tree.size, root: tree.root() }, signer);
  return {
    about:
      'How an entry becomes a leaf, and a tree of three leaves a signed checkpoint with a proof for each. Bytes are standard base64.',
    key: { origin, seed: base64(Buffer.from(keys.ledger.d, 'base64url')), vkey: signer.verifier.vkey },
    part: { salt, topic: 'choice', disclosure: Buffer.from(disclosure).toString(), digest },
    entries,
    checkpoint,
    inclusions: entries.map((_, index) => stateInclusion(tree, index, tree.size, checkpoint)),
  };
}

function entryOf(event, at, relies, parts) {
  const payload = canonicalJson({
    v: 1,
    id: fixedId('ent', event),
    event,
    at,
    relies: relies.map((earlier) => fixedId('ent', earlier)),
    parts,
  });
  const opening = fixedBytes(`opening of ${event}`);
  const kind = event.split('.')[0];
  const commitment = commitmentOf(opening, utf8(payload));
  return {
    payload,
    opening: base64(opening),
    commitment: base64(commitment),
    kind,
    leaf: Buffer.from(leafOf(kind, commitment)).toString(),
    leafHash: base64(entryHash(kind, commitment)),
  };
}
