import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePrivateJwk, type PrivateJwk } from '../../src/kernel/index.js';
import {
  cosignaturesOf,
  cosignerKeyOf,
  cosignerOf,
  leafHash,
  NoteInvalid,
  noteSigner,
  openCheckpoint,
  parseCosignerKey,
  parseVerifierKey,
  signCheckpoint,
} from '../../src/tlog/index.js';

const name = 'witness.test/w1';
const origin = 'log.test/one';
const checkpoint = { origin, size: 1, root: leafHash(new Uint8Array()) };

interface NaiveKey {
  readonly jwk: PrivateJwk;
  readonly privateKey: KeyObject;
  readonly raw: Buffer;
  readonly id: Buffer;
}

/** From the specification's text alone, with nothing of ours. */
function naiveKey(): NaiveKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk;
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const hashed = Buffer.concat([Buffer.from(name), Buffer.from([0x0a, 0x04]), raw]);
  return { jwk, privateKey, raw, id: createHash('sha256').update(hashed).digest().subarray(0, 4) };
}

function naiveLine({ id, privateKey }: NaiveKey, body: string, time: bigint): string {
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${body}`, 'utf8');
  const stamp = Buffer.from(time.toString(16).padStart(16, '0'), 'hex');
  const bytes = Buffer.concat([id, stamp, sign(null, message, privateKey)]);
  return `— ${name} ${bytes.toString('base64')}\n`;
}

const naive = naiveKey();
const witness = cosignerOf(name, naive.jwk);
const log = noteSigner(origin, await generatePrivateJwk('Ed25519'));
const note = signCheckpoint(checkpoint, log);
const body = note.slice(0, note.indexOf('\n\n') + 1);

describe('a cosignature', () => {
  it('has the bytes of the specification, and so has its key', () => {
    expect(witness.cosign(body, 1_679_315_147)).toBe(naiveLine(naive, body, 1_679_315_147n));
    const material = Buffer.concat([Buffer.from([0x04]), naive.raw]).toString('base64');
    expect(witness.verifier.vkey).toBe(`${name}+${naive.id.toString('hex')}+${material}`);
    expect(parseCosignerKey(witness.verifier.vkey)).toEqual(witness.verifier);
  });

  it('is verified, with its time, and the log’s own signature beside it', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (seconds) => {
        const cosigned = note + naiveLine(naive, body, BigInt(seconds));
        expect(cosignaturesOf(cosigned, [witness.verifier])).toEqual([{ key: witness.verifier, seconds }]);
      }),
      { numRuns: 100 },
    );
    const opened = openCheckpoint(note + witness.cosign(body, 1), origin, [log.verifier]);
    expect({ ...opened, root: Buffer.from(opened.root) }).toEqual({
      ...checkpoint,
      root: Buffer.from(checkpoint.root),
    });
  });

  it('covers extension lines', () => {
    const extended = signCheckpoint(checkpoint, log).replace('\n\n', '\nextension\n\n');
    const text = extended.slice(0, extended.indexOf('\n\n') + 1);
    expect(cosignaturesOf(extended + witness.cosign(text, 7), [witness.verifier])).toHaveLength(1);
    expect(() => cosignaturesOf(extended + witness.cosign(body, 7), [witness.verifier])).toThrow(NoteInvalid);
  });

  it('counts once for each witness, the latest, and not for a stranger', () => {
    const twice = note + witness.cosign(body, 9) + witness.cosign(body, 8);
    expect(cosignaturesOf(twice, [witness.verifier]).map(({ seconds }) => seconds)).toEqual([9]);
    const stranger = cosignerKeyOf(name, naiveKey().raw);
    expect(cosignaturesOf(twice, [stranger])).toEqual([]);
    expect(cosignaturesOf(note, [witness.verifier])).toEqual([]);
  });

  it('is refused after any change to its bytes', () => {
    const line = witness.cosign(body, 1_700_000_000);
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ by;
          const forged = `${note}— ${name} ${changed.toString('base64')}\n`;
          expect(() => cosignaturesOf(forged, [witness.verifier])).toThrow(NoteInvalid);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['of another checkpoint', () => witness.cosign(body.replace('\n1\n', '\n2\n'), 1)],
    ['a byte short', () => `— ${name} ${Buffer.concat([naive.id, Buffer.alloc(71)]).toString('base64')}\n`],
    ['of a time after all time', () => naiveLine(naive, body, 2n ** 63n - 1n)],
  ])('is refused when it is %s', (_, line) => {
    expect(() => cosignaturesOf(note + line(), [witness.verifier])).toThrow(NoteInvalid);
  });

  it('is made by an Ed25519 key alone, and its vkey is no key of notes', async () => {
    const other = await generatePrivateJwk('P-256');
    expect(() => cosignerOf(name, other)).toThrow(NoteInvalid);
    expect(() => parseVerifierKey(witness.verifier.vkey)).toThrow(NoteInvalid);
    expect(() => parseCosignerKey(log.verifier.vkey)).toThrow(NoteInvalid);
  });
});
