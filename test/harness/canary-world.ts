/** A world in which everything that is personal can be told apart, and a run through all of it. */
import { randomBytes, randomInt } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRelyingParty } from '../../src/client/index.js';
import { isBsn } from '../../src/contract/index.js';
import { signIn } from '../../src/demo/person.js';
import { castOf } from '../../src/demo/scenario/index.js';
import type { RunningWorld } from '../../src/demo/supervisor/index.js';
import { accounts, clientIdOf, type PartnerName } from '../../src/demo/world/index.js';
import { type Caller, tokenCaller } from './caller.js';
import { giveAddress } from './canary-mail.js';

export const purpose = 'vroegsignalering-zorgteam';
const safety = 'acute-veiligheid';

/** Texts that appear nowhere else in the world. */
export interface Canaries {
  readonly bsn: string;
  readonly birthDate: string;
  /** Part of the first name and of the explanation: the hub holds these, but sealed. */
  readonly sealed: string;
  /** Where the mother wants mail: the hub holds it sealed, and says it to the mail server. */
  readonly address: string;
  /** Part of every field value and free text. */
  readonly never: string;
  /** Part of everything that callers send wrongly. */
  readonly misplaced: string;
}

export function hatch(): Canaries {
  const word = (start: string): string => `${start}${randomBytes(6).toString('hex')}`;
  let bsn = '';
  while (!isBsn(bsn)) bsn = `999${randomInt(100_000, 1_000_000)}`;
  const year = new Date().getUTCFullYear() - 9;
  const birthDate = `${year}-${String(randomInt(1, 13)).padStart(2, '0')}-${String(randomInt(10, 29))}`;
  const address = `${word('post')}@kernhub.example`;
  return { bsn, birthDate, address, sealed: word('Zegel'), never: word('Zwijg'), misplaced: word('Fout') };
}

export const firstNameOf = ({ sealed }: Canaries): string => `${sealed}je`;

/** Into the files that the agents of school and JGZ read. */
export async function plant({ around }: RunningWorld, canaries: Canaries): Promise<void> {
  const change = async (partner: PartnerName, number: string, more: object): Promise<void> => {
    const file = join(around.folders.of(partner), 'records', `${number}.json`);
    const record = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(`${file}.new`, JSON.stringify({ ...record, ...more }));
    await rename(`${file}.new`, file);
  };
  const { bsn, birthDate, never } = canaries;
  await change('school', '1001', {
    bsn,
    geboortedatum: birthDate,
    roepnaam: firstNameOf(canaries),
    ondersteuning: { vraag: `${never} als waarde` },
  });
  await change('jgz', 'J-2001', {
    burgerservicenummer: bsn,
    geboren: birthDate,
    naam: { voornaam: firstNameOf(canaries), achternaam: 'Testfamilie' },
  });
}

type Cast = ReturnType<typeof castOf>;

/** Enrolled, invited, given an address, asked, refused, agreed, exchanged, an emergency, withdrawn. @returns ids of exchanges */
export async function liveThrough(world: RunningWorld, canaries: Canaries): Promise<readonly string[]> {
  const cast = castOf(world);
  await meet(cast, world, canaries);
  await giveAddress(world, canaries.address);
  const name = firstNameOf(canaries);
  const [mother, father] = [await cast.family('motherOfEight'), await cast.family('fatherOfEight')];
  const nurse = await cast.professional('nurse', 'jgz');
  const text = `${canaries.never} als vraag`;
  const ask = (waitSeconds: number) =>
    nurse.ask('J-2001', { purpose, question: 'meedenken', text, waitSeconds });
  const refused = async (): Promise<void> => {
    const outcome = await ask(0).then(() => 'allowed', String);
    if (!outcome.includes('basis-not-in-force')) throw new Error(`the question was ${outcome}`);
  };
  await mother.decide(name, purpose, 'given');
  await father.decide(name, purpose, 'refused');
  await refused();
  await father.decide(name, purpose, 'given');
  const { exchange, results } = await ask(30);
  const came = JSON.stringify(results);
  if (!came.includes(`${canaries.never} als waarde`)) throw new Error(`the value did not come: ${came}`);
  const urgent = await emergency(cast, canaries);
  await mother.withdraw(name, purpose);
  await refused();
  return [exchange, urgent];
}

async function meet(cast: Cast, { around }: RunningWorld, { sealed }: Canaries): Promise<void> {
  const school = await cast.professional('careCoordinator', 'school');
  await school.enrol('1001', 'enrolled-pupil');
  await (await cast.professional('nurse', 'jgz')).enrol('J-2001', 'in-care');
  for (const who of ['motherOfEight', 'fatherOfEight'] as const) {
    const { person, code } = await school.invite('1001', 'guardian');
    await (await cast.family(who)).redeem(code);
    await school.assertAuthority('1001', person, 'joint', around.world.madeOn);
  }
  await school.askFamily('1001', purpose, ['school-jgz'], `${sealed} als uitleg`);
}

async function emergency(cast: Cast, { never }: Canaries): Promise<string> {
  const nurse = await cast.professional('nurse', 'jgz', 'anew');
  await (await cast.professional('doctor', 'jgz', 'anew')).approveEmergency('J-2001', safety);
  const necessity = `${never} als noodzaak`;
  const { exchange } = await nurse.ask('J-2001', {
    purpose: safety,
    question: 'nu-veilig',
    necessity,
    waitSeconds: 0,
  });
  const school = await cast.professional('careCoordinator', 'school', 'anew');
  const until = Date.now() + 30_000;
  let [task] = await school.manualTasks();
  while (task === undefined && Date.now() < until) [task] = await school.manualTasks();
  if (!JSON.stringify(task).includes(necessity)) throw new Error('the necessity did not come');
  await school.release(task?.task ?? '', 'conflict-van-plichten', {
    contactrol: 'zorgcoordinator',
    veiligheidsafspraak: `${never} als afspraak`,
    bereikbaarheidKind: 'op-school',
  });
  let came = await nurse.answer(exchange);
  while (came.results.length === 0 && Date.now() < until) came = await nurse.answer(exchange);
  if (!JSON.stringify(came.results).includes(never)) throw new Error('the release did not come');
  return exchange;
}

/** The school's care coordinator, but past the school's own agent. */
async function careless({ around, hubUrl, agentUrl }: RunningWorld): Promise<Caller> {
  const { keys } = around.world.partners.school;
  const redirectUri = `${agentUrl('school')}/callback`;
  const party = createRelyingParty({
    issuer: around.issuers.professionals,
    clientId: clientIdOf('school'),
    allowInsecure: true,
    clientKey: keys.dpop,
    redirectUri,
    scopes: ['hub:act'],
    resource: hubUrl,
    dpopKey: keys.dpop,
  });
  const { url, pending } = await party.begin();
  const stopAt = (target: URL): boolean => target.href.startsWith(redirectUri);
  const { finalUrl } = await signIn(url, accounts.careCoordinator, { stopAt });
  const { accessToken } = await party.complete(new URL(finalUrl).searchParams, pending);
  const holder = { hubUrl, dpop: keys.dpop, signing: keys.signing, accessToken: async () => accessToken };
  return tokenCaller(holder, () => undefined);
}

/** What belongs nowhere, sent everywhere: as a value, a name, a path, a query, a header and as no JSON at all. */
export async function sendWrongly(
  world: RunningWorld,
  { misplaced, bsn }: Canaries,
): Promise<readonly number[]> {
  const caller = await careless(world);
  const paths = ['/v1/subjects', '/v1/exchanges', '/v1/consent-requests', '/v1/emergency-approvals'];
  const text = `${misplaced} ${bsn}`;
  const statuses: number[] = [];
  const send = async (call: Parameters<Caller['send']>[0]): Promise<void> => {
    statuses.push((await caller.send(call)).status);
  };
  for (const path of paths) {
    await send({ method: 'POST', path, body: { bsn: text, [text]: text, purpose: text, question: text } });
    await send({ method: 'POST', path, raw: `{"vrije tekst": "${text}"` });
    await send({ method: 'POST', path, raw: `"${text}\\u0000"` });
    await send({ method: 'POST', path: `${path}/${misplaced}`, body: {} });
    await send({ path: `${path}?bsn=${bsn}&tekst=${misplaced}` });
    await send({ method: 'POST', path, body: {}, headers: { 'X-Bsn': text, 'User-Agent': text } });
    await send({ method: 'POST', path, body: {}, headers: { Authorization: `DPoP ${misplaced}` } });
    await send({ method: 'POST', path, body: {}, headers: { 'Payload-Signature': misplaced } });
  }
  for (const path of [
    `/${misplaced}`,
    `/v1/me/children/${misplaced}`,
    `/callback?code=${misplaced}&state=${bsn}`,
  ]) {
    statuses.push((await fetch(`${world.hubUrl}${path}`, { redirect: 'manual' })).status);
  }
  return statuses;
}
