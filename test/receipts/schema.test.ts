import { describe, expect, it } from 'vitest';
import { receiptContext } from '../../src/receipts/domain/receipt.js';
import { changed, checkFormat, example, examples, schema } from './example.js';

describe('receipt.schema.json', () => {
  it.each(examples)('takes the receipt kept as %s', (name) => {
    expect(checkFormat(example(name))).toEqual([]);
  });

  it('fixes the context, so that no term can come to mean something else', () => {
    const { properties } = schema as { properties: Record<string, { const?: unknown }> };
    expect(properties['@context']?.const).toEqual(receiptContext);
  });

  const without = (name: string, member: string) => {
    const { [member]: _, ...rest } = example(name) as unknown as Record<string, unknown>;
    return rest;
  };

  it.each(Object.keys(example('given')))('refuses a receipt without %s', (member) => {
    expect(checkFormat(without('given', member))).not.toEqual([]);
  });

  it.each(['content', 'assertion', 'key', 'registration'])('refuses a signature without %s', (member) => {
    const part = (signature: Record<string, unknown>) => ({ ...signature, [member]: undefined });
    const file = JSON.parse(JSON.stringify(changed(example('signed'), 'signature', part)));
    expect(checkFormat(file)).toEqual([
      expect.objectContaining({ pointer: expect.stringContaining(member) }),
    ]);
  });

  it.each([
    ['a term that means something else', 'given', '@context.dpv', 'https://elders.example/#'],
    ['another format', 'given', 'format', 'kernhub/receipt/v2'],
    ['an id of something else', 'given', 'id', `dec_${'A'.repeat(22)}`],
    ['a consent that is not opened', 'given', 'ledger.opened', null],
    ['a consent of no decision', 'given', 'record.decision', null],
    ['a consent that is an exchange', 'given', 'record.event', 'exchange.released'],
    ['a release with a decision of somebody', 'released', 'record.decision', `dec_${'A'.repeat(22)}`],
    ['a release that can be withdrawn', 'released', 'withdrawal', { method: 'POST', at: 'x', article: 'x' }],
    ['a release with a notice', 'released', 'notice', { language: 'nl', hash: 'A'.repeat(43), text: 'x' }],
    ['a status that DPV does not have', 'given', 'record.status', 'dpv:ConsentMaybe'],
    ['a basis that the AVG does not have', 'given', 'processing.0.legalBasis', 'eu-gdpr:A6-1-z'],
    ['a hash that is none', 'given', 'ledger.commitment', 'niets'],
    ['a time without its zone', 'given', 'issuedAt', '2026-11-22T09:00:00'],
    ['no event', 'given', 'events', []],
    ['no key', 'given', 'ledger.verifierKeys', []],
    ['a private key', 'given', 'issuedBy.key', (key: object) => ({ ...key, d: 'A'.repeat(43) })],
    ['a field with its value', 'given', 'processing.0.fields.0', (field: object) => ({ ...field, value: 2 })],
    ['a signature of no known form', 'signed', 'signature.content.format', 'kernhub/signed-decision/v2'],
    ['a signature of nothing', 'signed', 'signature.assertion.signature', ''],
    ['a signature under no decision', 'signed', 'signature.content.decision', `rcp_${'A'.repeat(22)}`],
    [
      'a private key of a passkey',
      'signed',
      'signature.key.publicKey',
      (key: object) => ({ ...key, d: 'A'.repeat(43) }),
    ],
    ['a passkey of another kind of entry', 'signed', 'signature.registration.kind', 'consent'],
    ['a passkey that no log knows', 'signed', 'signature.registration', null],
    ['something more', 'released', 'purpose', (purpose: object) => ({ ...purpose, remark: 'x' })],
  ])('refuses %s', (_what, name, path, value) => {
    expect(checkFormat(changed(example(name), path, value))).not.toEqual([]);
  });
});
