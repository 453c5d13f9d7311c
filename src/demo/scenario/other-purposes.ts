import { patience } from './agent-desk.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, shown, type Tale } from './tale.js';

const advice = 'jgz-afstemming';
const absence = 'verzuim-thuiszitten';
const name = 'Testkind Zestien';

/** The other way round, and from several sources at once. */
export async function otherPurposes(tale: Tale): Promise<void> {
  const { stage } = tale;
  stage.chapter('Other purposes, each with a yes of its own');
  await stage.step(
    'The school asks the JGZ what helps; measurements come as advice, never the reason',
    async () => {
      await yesTo(tale, advice, 'jgz-school');
      const school = await tale.cast.professional('careCoordinator', 'school');
      const question = { purpose: advice, question: 'advies-voor-school', waitSeconds: patience };
      const { fields } = onlyResult(await school.ask(numberOf('sixteen', 'school'), question));
      expectThat(!/Bloed|slaap|visus/i.test(JSON.stringify(fields)), 'a reason came along');
      return shown(fields);
    },
  );
  await stage.step(
    'About absence the neighbourhood team asks the core team; each source seals its own part',
    async () => {
      await yesTo(tale, absence, 'kernpartners');
      const worker = await tale.cast.professional('familyWorker', 'buurtteam');
      const question = { purpose: absence, question: 'stand-van-zaken', waitSeconds: patience };
      const { results } = await worker.ask(numberOf('sixteen', 'buurtteam'), question);
      const roles = results.map(({ source }) => source.role).sort();
      expectThat(roles.join() === 'jgz,school', `answers came from ${roles.join(', ') || 'nobody'}`);
      return results.map(({ source, fields }) => `${source.name}: ${shown(fields)}`);
    },
  );
}

async function yesTo({ cast }: Tale, purpose: string, flow: string): Promise<void> {
  const school = await cast.professional('careCoordinator', 'school');
  const words = 'Dit is een andere vraag, met een eigen ja of nee.';
  await school.askFamily(numberOf('sixteen', 'school'), purpose, [flow], words);
  await (await cast.family('sixteen')).decide(name, purpose, 'given');
}
