import { partners } from '../world/index.js';
import { patience } from './agent-desk.js';
import { early, earlyFlows } from './family-decides.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

const name = 'Testkind Acht';

/** A partner that may not use the BSN learns of a child from a partner that knows it, and only with the family's yes. */
export async function introduction(tale: Tale): Promise<void> {
  const { stage, cast, world, refs } = tale;
  stage.chapter('The samenwerkingsverband, which may not use the BSN, is introduced');
  const { id: to } = world.around.world.partners.samenwerkingsverband;
  const introduce = async () => {
    const school = await cast.professional('careCoordinator', 'school');
    return school.introduce(numberOf('eight', 'school'), to, early);
  };
  await stage.step('Without the family’s yes the school may not even introduce the child', async () => {
    await refusedWith('basis-not-in-force', introduce);
    return undefined;
  });
  await stage.step('The school asks whether it may think along; both parents agree', async () => {
    const school = await cast.professional('careCoordinator', 'school');
    const words = 'Mag ook het samenwerkingsverband meedenken? Nee zeggen mag altijd.';
    const flows = [...earlyFlows, 'school-samenwerkingsverband'];
    await school.askFamily(numberOf('eight', 'school'), early, flows, words);
    await (await cast.family('motherOfEight')).decide(name, early, 'given');
    await (await cast.family('fatherOfEight')).decide(name, early, 'given');
    return undefined;
  });
  const number = numberOf('eight', 'samenwerkingsverband');
  await stage.step('Now the school hands it a code for this child; it works once', async () => {
    const code = await introduce();
    const adviser = await cast.professional('supportAdviser', 'samenwerkingsverband');
    const { relation } = partners.samenwerkingsverband;
    refs.set('eight@samenwerkingsverband', await adviser.redeem(code, number, relation));
    await refusedWith('not-found', () => adviser.redeem(code, number, relation));
    return undefined;
  });
  await stage.step('Its adviser asks, and gets what the parents agreed to', async () => {
    const adviser = await cast.professional('supportAdviser', 'samenwerkingsverband');
    const answer = await adviser.ask(number, {
      purpose: early,
      question: 'meedenken',
      waitSeconds: patience,
    });
    const result = onlyResult(answer);
    expectThat(result.source.role === 'school', 'the answer came from elsewhere');
    return shown(result.fields);
  });
}
