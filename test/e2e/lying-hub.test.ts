import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Claims, signStatement } from '../../src/contract/index.js';
import { castOf, createStage, meetTheChildren, type Tale } from '../../src/demo/scenario/index.js';
import { freePorts, type RunningWorld, startLyingHub, startWorld } from '../../src/demo/supervisor/index.js';
import { importSigningKey } from '../../src/kernel/index.js';
import { temporaryFolder } from '../harness/folder.js';

const purpose = 'vroegsignalering-zorgteam';
const question = { purpose, question: 'meedenken' };

type School = Awaited<ReturnType<Tale['cast']['professional']>>;

let folder: string;
let world: RunningWorld;
let tale: Tale;
let liar: Awaited<ReturnType<typeof startLyingHub>>;
let school: School;
let nurse: School;

beforeAll(async () => {
  folder = await temporaryFolder('lying');
  world = await startWorld({ dataFolder: folder, ports: freePorts });
  const stage = createStage({ write: () => undefined, color: false });
  tale = { stage, world, cast: castOf(world), refs: new Map() };
  await meetTheChildren(tale);
  expect(stage.failed).toBe(0);
  const honest = await tale.cast.professional('careCoordinator', 'school');
  await honest.askFamily('1001', purpose, ['school-jgz'], 'Wij denken graag mee.');
  await honest.askFamily('1003', purpose, ['school-jgz'], 'Wij denken graag mee.');
  for (const parent of ['motherOfEight', 'fatherOfEight'] as const) {
    await (await tale.cast.family(parent)).decide('Testkind Acht', purpose, 'given');
  }
  await (await tale.cast.family('sixteen')).decide('Testkind Zestien', purpose, 'given');
  liar = await startLyingHub(world.around);
  await liar.tell('nothing');
  // From here on both ends hear everything through the liar.
  await world.restartAgent('jgz', { hubUrl: liar.url });
  nurse = await tale.cast.professional('nurse', 'jgz', 'anew');
  await restartSchool();
  // What the liar can use later: an honest answer about each child.
  for (const number of ['J-2003', 'J-2001']) expect(await honestAnswer(number)).toHaveLength(1);
}, 180_000);
afterAll(async () => {
  await liar?.stop();
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function restartSchool(): Promise<void> {
  await world.restartAgent('school', { hubUrl: liar.url });
  school = await tale.cast.professional('careCoordinator', 'school', 'anew');
}

const honestAnswer = async (number = 'J-2001') =>
  (await nurse.ask(number, { ...question, waitSeconds: 30 })).results;

/** What the school's agent made of the next task. */
async function madeOfIt(ask: () => Promise<unknown>) {
  const newest = async () => (await school.status()).lastTasks[0];
  const before = (await newest())?.task;
  await ask();
  await expect.poll(async () => (await newest())?.task, { timeout: 30_000 }).not.toBe(before);
  return newest();
}

describe('to a source that is asked, a hub that lies', () => {
  it.each([
    ['swapped-key', ['key-statement-signature']],
    ['wrong-ticket', ['ticket-task', 'ticket-subject']],
    ['ticket-of-own-making', ['ticket-signature']],
    ['ticket-for-another-source', ['ticket-audience']],
    ['ticket-expired', ['ticket-expiry']],
    ['wrong-child', ['ticket-subject']],
    ['statement-used-before', ['key-statement-once']],
    ['more-fields', ['key-statement-fields']],
    ['other-purpose', ['purpose-flow', 'purpose-question', 'key-statement-purpose']],
    ['other-question', ['purpose-question']],
    ['other-recipient', ['recipient-in-roster', 'recipient-not-ourselves', 'key-statement-signature']],
    ['emergency-made-up', ['release-by-hand']],
    ['forged-decision', ['decision-proof']],
    ['decision-in-another-log', ['decision-proof']],
    ['checkpoint-of-another-log', ['decision-proof']],
  ])('is refused: %s', { timeout: 60_000 }, async (lie, causes) => {
    await liar.tell(lie);
    const fields = ['leerjaar', 'zorgniveau'];
    const asked: string[] = [];
    const task = await madeOfIt(async () => {
      asked.push((await nurse.ask('J-2001', { ...question, fields, waitSeconds: 0 })).exchange);
    });
    expect(task).toMatchObject({ outcome: 'refused', causes });
    await liar.tell('nothing');
    expect((await nurse.answer(asked[0] ?? '')).results).toEqual([]);
  });

  it('is answered again as soon as it tells the truth', { timeout: 60_000 }, async () => {
    expect(await honestAnswer()).toHaveLength(1);
  });
});

describe('to a recipient that waits for an answer, a hub that lies', () => {
  it.each([
    ['delivery-of-before', ['ticket-exchange', 'ticket-key-statement']],
    ['envelope-of-before', ['manifest-ticket', 'seal-ticket']],
    ['delivery-of-another-child', ['ticket-exchange', 'ticket-task', 'ticket-key-statement']],
    ['ticket-retold', ['manifest-ticket', 'seal-ticket']],
    ['question-retold', ['ticket-question', 'manifest-ticket', 'seal-ticket']],
    ['resealed-field', ['field-hashes']],
    ['resealed-field-with-own-manifest', ['manifest-signature']],
    ['dropped-field', ['envelope-fields']],
    ['swapped-fields', ['field-hashes', 'seal-field']],
    ['other-source', ['ticket-audience', 'source-in-roster']],
    ['forged-release', ['release-proof']],
    ['release-in-another-log', ['release-proof']],
    ['decision-shown-as-release', ['release-after-decision']],
  ])('is refused: %s', { timeout: 60_000 }, async (lie, causes) => {
    // The newest answer that the liar has is about the other child.
    if (lie === 'delivery-of-another-child') expect(await honestAnswer('J-2003')).toHaveLength(1);
    await liar.tell(lie);
    const { exchange } = await nurse.ask('J-2001', { ...question, waitSeconds: 0 });
    type Refusing = { readonly refused: readonly { readonly causes: readonly string[] }[] };
    const answer = async () =>
      (await nurse.answer(exchange)) as Awaited<ReturnType<School['answer']>> & Refusing;
    await expect.poll(async () => (await answer()).refused.length, { timeout: 30_000 }).toBe(1);
    const { refused, results } = await answer();
    await liar.tell('nothing');
    expect(refused[0]?.causes).toEqual(causes);
    expect(results).toEqual([]);
    expect((await answer()).results).toEqual([]);
  });

  it('is believed again as soon as it tells the truth', { timeout: 60_000 }, async () => {
    expect(await honestAnswer()).toHaveLength(1);
  });
});

describe('about what all partners agreed, a hub that lies', () => {
  /** A next version, signed as the covenant's secretary would. */
  async function publishNextRoster(): Promise<number> {
    const file = join(world.around.folders.of('school'), 'state', 'roster.json');
    const { seen } = JSON.parse(await readFile(file, 'utf8')) as { seen: { statement: string } };
    const claims = JSON.parse(
      Buffer.from(seen.statement.split('.')[1] ?? '', 'base64url').toString(),
    ) as Claims<'kernhub-roster+jwt'>;
    const next = { ...claims, version: claims.version + 1, iat: Math.floor(Date.now() / 1000) };
    const key = await importSigningKey(world.around.world.covenant);
    const roster = await signStatement(key, 'kernhub-roster+jwt', next);
    await (await world.administrator()).post('/v1/rosters', { roster });
    return next.version;
  }

  it('cannot bring back an older roster, nor make one', { timeout: 120_000 }, async () => {
    const version = await publishNextRoster();
    await restartSchool();
    expect(await school.status()).toMatchObject({ roster: { version }, alarms: [] });
    for (const [lie, alarm] of [
      ['old-roster', 'roster-older-than-seen'],
      ['roster-of-own-making', 'roster-signature'],
    ] as const) {
      await liar.tell(lie);
      await restartSchool();
      const status = await school.status();
      expect(status.alarms).toContain(alarm);
      expect(status).toMatchObject({ roster: { version } });
    }
  });

  it('cannot rewrite a purpose that was seen before', { timeout: 120_000 }, async () => {
    await liar.tell('purpose-rewritten');
    await restartSchool();
    const task = await madeOfIt(() => nurse.ask('J-2001', { ...question, waitSeconds: 0 }));
    expect(task).toMatchObject({ outcome: 'refused', causes: ['purpose-as-published'] });
    const { alarms } = await school.status();
    expect(alarms.join()).toContain(`purpose-changed-under-its-version: ${purpose}@1`);
  });
});
