import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blindPrfInput,
  derivePrfKeys,
  evaluateBlinded,
  finalizePrf,
  newPrfKeys,
  PrfElementInvalid,
  PrfProofInvalid,
  prfPublicKeyOf,
  utf8,
} from '../../src/kernel/index.js';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const asHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Random bytes that noble maps to this scalar: it reduces to 0..n-2 and adds one. All scalars of the RFC are far above 0. */
const drawing =
  (scalar: string) =>
  (length = 48) => {
    const bytes = new Uint8Array(length);
    bytes.set(hex(scalar));
    bytes.set([(bytes[0] ?? 0) - 1], 0);
    return bytes;
  };

// RFC 9497, appendix A.1.2: ristretto255-SHA512, VOPRF mode, batch size 1.
const seed = hex('a3'.repeat(32));
const keyInfo = hex('74657374206b6579');
const secretKey = 'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909';
const publicKey = 'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e';
const blind = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706';
const proofScalar = '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e';
const vectors = [
  {
    input: '00',
    blinded: '863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945',
    evaluated: 'aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e',
    proof:
      'ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06' +
      '6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d',
    output:
      'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d' +
      'a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c',
  },
  {
    input: '5a'.repeat(17),
    blinded: 'cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c',
    evaluated: '60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468',
    proof:
      '401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a' +
      '67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02',
    output:
      '8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60' +
      '356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6',
  },
];

describe('the oblivious PRF', () => {
  it('derives the key of RFC 9497 appendix A.1.2', () => {
    const keys = derivePrfKeys(seed, keyInfo);
    expect(asHex(keys.secretKey)).toBe(secretKey);
    expect(asHex(keys.publicKey)).toBe(publicKey);
    expect(asHex(prfPublicKeyOf(keys.secretKey))).toBe(publicKey);
  });

  it.each(vectors)('reproduces every value of the RFC for input $input', (vector) => {
    const keys = { secretKey: hex(secretKey), publicKey: hex(publicKey) };
    const input = hex(vector.input);
    const blinding = blindPrfInput(input, drawing(blind));
    expect(asHex(blinding.blind)).toBe(blind);
    expect(asHex(blinding.blinded)).toBe(vector.blinded);
    const evaluation = evaluateBlinded(keys, blinding.blinded, drawing(proofScalar));
    expect(asHex(evaluation.evaluated)).toBe(vector.evaluated);
    expect(asHex(evaluation.proof)).toBe(vector.proof);
    const output = finalizePrf({ input, ...blinding, ...evaluation, publicKey: keys.publicKey });
    expect(asHex(output)).toBe(vector.output);
  });

  it('gives one output for one input whatever the blinding, and hides the input from the evaluator', () => {
    const keys = newPrfKeys();
    const outputOf = (input: Uint8Array) => {
      const blinding = blindPrfInput(input);
      const evaluation = evaluateBlinded(keys, blinding.blinded);
      return {
        blinded: asHex(blinding.blinded),
        output: asHex(finalizePrf({ input, ...blinding, ...evaluation, publicKey: keys.publicKey })),
      };
    };
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (one, other) => {
        const [first, second, third] = [outputOf(utf8(one)), outputOf(utf8(one)), outputOf(utf8(other))];
        expect(second.output).toBe(first.output);
        expect(second.blinded).not.toBe(first.blinded);
        expect(third.output === first.output).toBe(one === other);
      }),
      { numRuns: 15 },
    );
  });

  it('refuses an evaluation with another key, and any altered evaluation or proof', () => {
    const keys = newPrfKeys();
    const input = utf8('a child');
    const blinding = blindPrfInput(input);
    const swapped = evaluateBlinded(newPrfKeys(), blinding.blinded);
    const finish = (evaluation: { evaluated: Uint8Array; proof: Uint8Array }) => () =>
      finalizePrf({ input, ...blinding, ...evaluation, publicKey: keys.publicKey });
    expect(finish(swapped)).toThrow(PrfProofInvalid);
    const honest = evaluateBlinded(keys, blinding.blinded);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 255 }), (place, mask) => {
        const both = new Uint8Array([...honest.evaluated, ...honest.proof]);
        both.set([(both[place] ?? 0) ^ mask], place);
        expect(finish({ evaluated: both.slice(0, 32), proof: both.slice(32) })).toThrow(PrfProofInvalid);
      }),
      { numRuns: 40 },
    );
  });

  it('evaluates nothing that is not an element, nor the identity', () => {
    const keys = newPrfKeys();
    for (const bytes of [new Uint8Array(32), new Uint8Array(32).fill(255), new Uint8Array(31), utf8('x')]) {
      expect(() => evaluateBlinded(keys, bytes)).toThrow(PrfElementInvalid);
    }
    expect(() => prfPublicKeyOf(new Uint8Array(32))).toThrow(PrfElementInvalid);
  });
});
