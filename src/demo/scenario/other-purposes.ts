import { setTimeout as sleep } from 'node:timers/promises';
import { type AgentDesk, type ContextAnswer, patience } from './agent-desk.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

const advice = 'jgz-afstemming';
const absence = 'verzuim-thuiszitten';
const name = 'Testkind Zestien';

/** The other way round, and from several sources at once. */
export async function otherPurposes(tale: Tale): Promise<void> {
  const { stage } = tale;
  stage.chapter('Other purposes, each with a yes of its own');
  await stage.step(
    'The school asks what helps, but it alone named who may say yes: its own word opens nothing to it',
    async () => {
      await yesTo(tale, advice, 'jgz-school');
      await refusedWith('basis-not-in-force', () => schoolAsks(tale));
      return undefined;
    },
  );
  await stage.step(
    'The JGZ knows Testkind Zestien too: the same login redeems its code, and stays one person',
    async () => {
      const nurse = await tale.cast.professional('nurse', 'jgz');
      const { code } = await nurse.invite(numberOf('sixteen', 'jgz'), 'young-person');
      const portal = await tale.cast.family('sixteen');
      await portal.redeem(code);
      expectThat((await portal.children()).length === 1, 'they are two persons now');
      // A fact opens nothing, this one neither: only the next yes does.
      await refusedWith('basis-not-in-force', () => schoolAsks(tale));
      return undefined;
    },
  );
  await stage.step(
    'After a new yes the school gets what helps; measurements come as advice, never the reason',
    async () => {
      await yesTo(tale, advice, 'jgz-school');
      const { fields } = onlyResult(await schoolAsks(tale));
      expectThat(!/Bloed|slaap|visus/i.test(JSON.stringify(fields)), 'a reason came along');
      return shown(fields);
    },
  );
  await stage.step(
    'About absence the neighbourhood team asks the core team; each source seals its own part',
    async () => {
      await yesTo(tale, absence, 'kernpartners');
      const worker = await tale.cast.professional('familyWorker', 'buurtteam');
      const question = { purpose: absence, question: 'stand-van-zaken', waitSeconds: 0 };
      const asked = await worker.ask(numberOf('sixteen', 'buurtteam'), question);
      const { results } = await answersOf(worker, asked, 2);
      const roles = results.map(({ source }) => source.role).sort();
      expectThat(roles.join() === 'jgz,school', `answers came from ${roles.join(', ') || 'nobody'}`);
      return results.map(({ source, fields }) => `${source.name}: ${shown(fields)}`);
    },
  );
}

/** Roles in which nobody has enrolled the child stay open until the deadline, so nobody waits for all. */
async function answersOf(worker: AgentDesk, asked: ContextAnswer, count: number): Promise<ContextAnswer> {
  const until = Date.now() + patience * 1_000;
  let answer = asked;
  while (answer.results.length < count && Date.now() < until) {
    await sleep(100);
    answer = await worker.answer(answer.exchange);
  }
  return answer;
}

async function schoolAsks({ cast }: Tale) {
  const school = await cast.professional('careCoordinator', 'school');
  const question = { purpose: advice, question: 'advies-voor-school', waitSeconds: patience };
  return school.ask(numberOf('sixteen', 'school'), question);
}

async function yesTo({ cast }: Tale, purpose: string, flow: string): Promise<void> {
  const school = await cast.professional('careCoordinator', 'school');
  const words = 'Dit is een andere vraag, met een eigen ja of nee.';
  await school.askFamily(numberOf('sixteen', 'school'), purpose, [flow], words);
  await (await cast.family('sixteen')).decide(name, purpose, 'given');
}
