import { partners } from '../world/index.js';
import { early } from './family-decides.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

const name = 'Testkind Acht';

/** A partner that may not use the BSN learns of a child from a partner that knows it. */
export async function introduction(tale: Tale): Promise<void> {
  const { stage, cast, world, refs } = tale;
  stage.chapter('The samenwerkingsverband is introduced');
  const number = numberOf('eight', 'samenwerkingsverband');
  await stage.step('The school hands it a code for this child; it works once, for it alone', async () => {
    const school = await cast.professional('careCoordinator', 'school');
    const to = world.around.world.partners.samenwerkingsverband.id;
    const code = await school.introduce(numberOf('eight', 'school'), to, early);
    const adviser = await cast.professional('supportAdviser', 'samenwerkingsverband');
    const { relation } = partners.samenwerkingsverband;
    refs.set('eight@samenwerkingsverband', await adviser.redeem(code, number, relation));
    await refusedWith('not-found', () => adviser.redeem(code, number, relation));
    return undefined;
  });
  await stage.step(
    'Being introduced gives no data: its question is refused until both parents agree',
    async () => {
      const adviser = await cast.professional('supportAdviser', 'samenwerkingsverband');
      const ask = () => adviser.ask(number, { purpose: early, question: 'meedenken', waitSeconds: 20 });
      await refusedWith('basis-not-in-force', ask);
      const school = await cast.professional('careCoordinator', 'school');
      const words = 'Mag ook het samenwerkingsverband meedenken? Nee zeggen mag altijd.';
      const flows = ['school-jgz', 'school-buurtteam', 'school-samenwerkingsverband'];
      await school.askFamily(numberOf('eight', 'school'), early, flows, words);
      await (await cast.family('motherOfEight')).decide(name, early, 'given');
      await (await cast.family('fatherOfEight')).decide(name, early, 'given');
      const result = onlyResult(await ask());
      expectThat(result.source.role === 'school', 'the answer came from elsewhere');
      return shown(result.fields);
    },
  );
}
