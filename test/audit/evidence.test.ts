/** A real bundle from a real hub, checked as a stranger checks it: by the command, from the file alone. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence, EvidenceVerification } from '../../src/audit/offline.js';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { ownAccounts } from '../harness/cast.js';
import { enrolment, familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { type Inspected, inspect, liveInspected, released } from './inspected.js';

let hub: TestHub;
let lived: Inspected;
let folder: string;
beforeAll(async () => {
  hub = await startTestHub({ partners: { elders: { role: 'school', bsn: true } } });
  lived = await liveInspected(hub);
  folder = await temporaryFolder('evidence');
});
afterAll(() => hub?.close());

async function taken(exchange: string): Promise<{ readonly evidence: Evidence; readonly file: string }> {
  const { text, headers } = await must(inspect(hub, exchange, 'evidence'));
  expect(headers.get('content-type')).toContain('application/vnd.kernhub.evidence+json');
  const file = join(folder, `${exchange}.json`);
  await writeFile(file, text);
  return { evidence: JSON.parse(text) as Evidence, file };
}

async function verify(file: string, ...args: readonly string[]) {
  let out = '';
  const write = (text: string): void => {
    out += text;
  };
  const code = await runKernhub(['verify', 'evidence', file, ...args], { env: {}, out: write, err: write });
  return { code, out };
}

const report = async (file: string): Promise<EvidenceVerification> =>
  JSON.parse((await verify(file, '--json')).out) as EvidenceVerification;
const broken = ({ claims }: EvidenceVerification) => claims.filter(({ holds }) => !holds);

describe('evidence of an exchange', () => {
  it('holds for what was released, received and stopped, with every signature', async () => {
    const { file } = await taken(lived.stopped);
    const found = await report(file);
    expect(broken(found)).toEqual([]);
    expect(found.claims.map(({ claim }) => claim)).toEqual([
      ...['format', 'entry', 'part', 'missing', 'checkpoint', 'inclusion', 'roster', 'statement', 'exchange'],
      ...['agreement', 'purpose', 'policies', 'request', 'decision', 'notice', 'consent', 'passkey'],
      ...['ticket', 'manifest', 'release', 'receipt', 'stop'],
    ]);
    const { code, out } = await verify(file);
    expect(code).toBe(0);
    expect(out).toMatch(/^The evidence holds\.\n {2}✓ /);
    expect(out).toContain('2 persons had said yes to it');
  });

  it('holds for a refusal, with nothing ordered', async () => {
    const { file, evidence } = await taken(lived.refused);
    expect(broken(await report(file))).toEqual([]);
    expect(evidence).toMatchObject({ tasks: [], stops: [] });
  });

  it('holds for an emergency, which stands on nobody’s yes', async () => {
    const { file } = await taken(lived.emergency);
    const found = await report(file);
    expect(broken(found)).toEqual([]);
    expect(found.claims.map(({ claim }) => claim)).not.toContain('consent');
    expect(found.claims.map(({ claim }) => claim)).toContain('receipt');
  });

  it('holds while nobody has answered, and when what was sealed was destroyed', async () => {
    const [mother] = lived.family.parents;
    if (mother === undefined) throw new Error('a family has parents');
    await lived.family.decide(mother, 'given');
    const waiting = String((await must(lived.exchange.ask())).body.id);
    expect(broken(await report((await taken(waiting)).file))).toEqual([]);
    const [task] = await lived.exchange.take(1, 5);
    if (task === undefined) throw new Error('the school has a task');
    await lived.exchange.put(task);
    await lived.family.decide(mother, 'refused');
    const { evidence, file } = await taken(waiting);
    expect(broken(await report(file))).toEqual([]);
    expect(evidence.entries.map(({ payload }) => payload.event)).toContain('exchange.destroyed');
    expect(evidence.tasks).toMatchObject([{ manifest: expect.any(String), receipt: null }]);
  });

  it('holds for two sources, of which one answered', async () => {
    const family = await familyOf(hub, 'twee-scholen');
    const elders = hub.more.get('elders');
    const teacher = await elders?.professional(ownAccounts('elders').first);
    await must(teacher?.post('/v1/subjects', enrolment('twee-scholen', 'enrolled-pupil')) as never);
    await family.agree();
    const asked = await released(await exchanging({ school: hub.school, jgz: hub.jgz, family }));
    const { evidence, file } = await taken(asked);
    const found = await report(file);
    expect(broken(found)).toEqual([]);
    expect(evidence.agreements.map(({ partner }) => partner).toSorted()).toEqual(
      [hub.school.id, hub.jgz.id, String(elders?.id)].toSorted(),
    );
    expect(evidence.tasks.map(({ manifest }) => manifest !== null).toSorted()).toEqual([false, true]);
    expect(found.claims.find(({ claim }) => claim === 'ticket')?.says).toContain('signed 2 tickets');
  });

  it('says itself what it does not hold', async () => {
    const { file, evidence } = await taken(lived.stopped);
    expect(evidence.missing).toEqual([{ what: 'payload-signature', of: lived.stopped }]);
    expect((await verify(file)).out).toContain('the signature over the body of the request is not kept');
  });
});
