import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Rule, verifyDatabase } from '../../src/audit/index.js';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import { HashTree, NoteInvalid, noteSigner, parseCheckpoint, signCheckpoint } from '../../src/tlog/index.js';
import { append, ledgerWorld, newSubject, noted, origin } from '../ledger/ledger-world.js';
import { type RecordedLog, recordedLog } from './recorded-log.js';

describe('the verification of checkpoints', () => {
  let log: RecordedLog;
  beforeAll(async () => {
    log = await recordedLog();
  });
  afterEach(() => log.restore());
  afterAll(() => log.world.close());

  const named = async (rule: Rule, index: number | null, change = {}): Promise<void> => {
    const { finding } = await log.verify(change);
    expect(finding).toMatchObject({ rule, index });
  };

  it.each<[string, Rule, number, string]>([
    [
      'an altered root',
      'checkpoint-signed',
      5,
      "UPDATE ledger_checkpoint SET root = sha256('x') WHERE size = 6",
    ],
    [
      'an altered note',
      'checkpoint-signed',
      5,
      "UPDATE ledger_checkpoint SET note = replace(note, E'\\n6\\n', E'\\n7\\n') WHERE size = 6",
    ],
    [
      'the note of another',
      'checkpoint-signed',
      5,
      'UPDATE ledger_checkpoint SET note = (SELECT note FROM ledger_checkpoint WHERE size = 5) WHERE size = 6',
    ],
    ['a deleted one', 'checkpoint-chained', 6, 'DELETE FROM ledger_checkpoint WHERE size = 6'],
    ['the deleted first one', 'checkpoint-chained', 0, 'DELETE FROM ledger_checkpoint WHERE size = 0'],
    ['the deleted last one', 'leaf-signed', 9, 'DELETE FROM ledger_checkpoint WHERE size = 10'],
    [
      'an inserted one',
      'leaf-present',
      10,
      'INSERT INTO ledger_checkpoint SELECT 0, 11, 10, root, note, 0, now() FROM ledger_checkpoint WHERE size = 10',
    ],
  ])('names %s', async (_, rule, index, sql) => {
    await log.tamper([sql]);
    await named(rule, index);
  });

  it('finds that all are gone', async () => {
    await log.tamper(['DELETE FROM ledger_checkpoint']);
    await named('checkpoint-present', null);
  });

  it('finds checkpoints of another key', async () => {
    const stranger = noteSigner(origin, await generatePrivateJwk('Ed25519'));
    await named('checkpoint-signed', -1, { verifierKeys: [stranger.verifier.vkey], known: [] });
  });

  it('finds that the end was cut off, once someone kept a checkpoint', async () => {
    const cut = ['entry', 'payload', 'opening', 'part', 'leaf'].map(
      (table) => [`DELETE FROM ledger_${table} WHERE seq >= $1`, log.seqOf(8)] as const,
    );
    await log.tamper(...cut, ['DELETE FROM ledger_checkpoint WHERE size > 8']);
    await named('known-checkpoint-extended', 8);
    expect((await log.verify({ known: [] })).finding).toBeNull();
  });

  it('finds that history was written anew with the right key, once someone kept a checkpoint', async () => {
    const { rows } = await log.hub.database.pool.query('SELECT note FROM ledger_checkpoint WHERE size = 4');
    const other = await ledgerWorld();
    try {
      const hub = other.process();
      await hub.ledger.start();
      for (let number = 0; number < 12; number += 1) {
        await hub.ledger.settled((await append(hub, noted(`anew ${number}`, newSubject()))).id);
      }
      const options = {
        pool: hub.database.pool,
        vault: other.vault,
        origin,
        verifierKeys: [...hub.ledger.verifierKeys(), ...log.hub.ledger.verifierKeys()],
      };
      expect((await verifyDatabase(options)).finding).toBeNull();
      const { finding } = await verifyDatabase({ ...options, known: [rows[0].note] });
      expect(finding).toMatchObject({ rule: 'known-checkpoint-extended', index: 3 });
    } finally {
      await other.close();
    }
  });

  it('does not take a kept checkpoint that nobody signed', async () => {
    const stranger = noteSigner(origin, await generatePrivateJwk('Ed25519'));
    const forged = signCheckpoint({ origin, size: 0, root: new HashTree().root() }, stranger);
    expect(parseCheckpoint(forged.slice(0, forged.indexOf('\n\n') + 1)).size).toBe(0);
    await expect(log.verify({ known: [forged] })).rejects.toThrow(NoteInvalid);
  });
});
