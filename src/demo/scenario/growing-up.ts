import { birthDatesFrom, daysUntilAge } from '../world/index.js';
import { early, earlyFlows, nurseAsks } from './family-decides.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

/** Who must consent changes with age: facts close a flow by themselves, only a decision opens one. */
export async function growingUp(tale: Tale): Promise<void> {
  const { stage, cast } = tale;
  stage.chapter('Testkind Dertien (13) and Testkind Zestien (16): young people decide');
  await stage.step('At 13 the parents alone do not suffice: both say yes, the JGZ is refused', async () => {
    await askFamilyOf(tale, 'thirteen');
    await (await cast.family('motherOfThirteen')).decide('Testkind Dertien', early, 'given');
    await (await cast.family('fatherOfThirteen')).decide('Testkind Dertien', early, 'given');
    await refusedWith('basis-not-in-force', () => nurseAsks(tale, 'thirteen'));
    return undefined;
  });
  await stage.step('Testkind Dertien says yes too: now it goes', async () => {
    await (await cast.family('thirteen')).decide('Testkind Dertien', early, 'given');
    return shown(onlyResult(await nurseAsks(tale, 'thirteen')).fields);
  });
  await stage.step('At 16 the question is the young person’s alone: the parents are not asked', async () => {
    await askFamilyOf(tale, 'sixteen');
    for (const who of ['motherOfSixteen', 'fatherOfSixteen'] as const) {
      const questions = await (await cast.family(who)).questions('Testkind Zestien');
      expectThat(
        questions.every(({ own }) => own !== null),
        'a parent is asked',
      );
    }
    await refusedWith('basis-not-in-force', () => nurseAsks(tale, 'sixteen'));
    return undefined;
  });
  await stage.step('Testkind Zestien says yes, alone, and it goes', async () => {
    await (await cast.family('sixteen')).decide('Testkind Zestien', early, 'given');
    return shown(onlyResult(await nurseAsks(tale, 'sixteen')).fields);
  });
  await birthdays(tale);
}

async function birthdays(tale: Tale): Promise<void> {
  const { stage, cast, world } = tale;
  const { madeOn } = world.around.world;
  stage.chapter('Two birthdays');
  await stage.step(
    'Testkind Elf, twelve tomorrow: both parents say yes, and today that suffices',
    async () => {
      await askFamilyOf(tale, 'eleven');
      await (await cast.family('motherOfEleven')).decide('Testkind Elf', early, 'given');
      await (await cast.family('fatherOfEleven')).decide('Testkind Elf', early, 'given');
      return shown(onlyResult(await nurseAsks(tale, 'eleven')).fields);
    },
  );
  await stage.step(
    'The hub starts on tomorrow’s calendar: the twelfth birthday alone stops the flow',
    async () => {
      await restartAhead(tale, 1);
      await refusedWith('basis-not-in-force', () => nurseAsks(tale, 'eleven'));
      return undefined;
    },
  );
  const ahead = daysUntilAge(birthDatesFrom(madeOn).thirteen, 16, madeOn);
  await stage.step(
    `The hub starts ${ahead} days ahead, when Testkind Dertien is 16: three old yeses open nothing`,
    async () => {
      await restartAhead(tale, ahead);
      await refusedWith('basis-not-in-force', () => nurseAsks(tale, 'thirteen'));
      return undefined;
    },
  );
  await stage.step('Only a new decision does, and now the young person’s alone is enough', async () => {
    await (await cast.family('thirteen')).decide('Testkind Dertien', early, 'given');
    return shown(onlyResult(await nurseAsks(tale, 'thirteen')).fields);
  });
  await stage.step('Back to today’s calendar', async () => {
    await restartAhead(tale, 0);
    return undefined;
  });
}

async function restartAhead({ world }: Tale, daysAhead: number): Promise<void> {
  await world.stopHub();
  await world.startHub({ daysAhead });
}

async function askFamilyOf({ cast }: Tale, child: 'eleven' | 'thirteen' | 'sixteen'): Promise<void> {
  const school = await cast.professional('careCoordinator', 'school');
  const words = 'Wij willen graag vroeg met u en jou meedenken. Nee zeggen mag altijd.';
  await school.askFamily(numberOf(child, 'school'), early, earlyFlows, words);
}
