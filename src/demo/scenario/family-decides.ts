import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './agent-desk.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

export const early = 'vroegsignalering-zorgteam';
export const earlyFlows = ['school-jgz', 'school-buurtteam'];
const wholePurpose = ['leeftijdsband', 'leerjaar', 'signaalDomeinen', 'zorgniveau', 'hulpvraag'];
const name = 'Testkind Acht';

/** The question of the JGZ that most of the story turns on. */
export async function nurseAsks(tale: Tale, child: Parameters<typeof numberOf>[0], waitSeconds = patience) {
  const nurse = await tale.cast.professional('nurse', 'jgz');
  return nurse.ask(numberOf(child, 'jgz'), { purpose: early, question: 'meedenken', waitSeconds });
}

/** One parent says yes, then both, then one takes it back. */
export async function familyDecides(tale: Tale): Promise<void> {
  const { stage, cast } = tale;
  stage.chapter('Testkind Acht (8): the parents, who live apart, decide');
  let request = '';
  await stage.step('The school asks both parents, in its own words', async () => {
    const school = await cast.professional('careCoordinator', 'school');
    const words = 'Wij zien dat de middagen zwaar zijn en denken graag samen mee. Nee zeggen mag altijd.';
    request = await school.askFamily(numberOf('eight', 'school'), early, earlyFlows, words);
    const [question] = await (await cast.family('motherOfEight')).questions(name);
    expectThat(question?.explanation === words, 'the mother sees another question');
    return `${question.askedBy.name}: “${question.explanation}”`;
  });
  await stage.step(
    'The mother says yes; the JGZ asks and is refused, because the father has not',
    async () => {
      await (await cast.family('motherOfEight')).decide(name, early, 'given');
      const refusal = await refusedWith('basis-not-in-force', () => nurseAsks(tale, 'eight'));
      return `403 ${refusal.code}: ${String(refusal.problem.title)}`;
    },
  );
  await stage.step(
    'Neither parent nor school learns what the other chose: only “not complete yet”',
    async () => {
      const [question] = await (await cast.family('fatherOfEight')).questions(name);
      expectThat(
        question?.own === null && question.state === 'incomplete',
        'the father sees more than his own',
      );
      const school = await cast.professional('careCoordinator', 'school');
      expectThat((await school.consentRequest(request)).state === 'incomplete', 'the school sees more');
      return undefined;
    },
  );
  await stage.step(
    'The father says yes too; now the JGZ gets exactly the fields of the purpose',
    async () => {
      await (await cast.family('fatherOfEight')).decide(name, early, 'given');
      const result = onlyResult(await nurseAsks(tale, 'eight'));
      const names = Object.keys(result.fields).sort();
      expectThat(names.join() === [...wholePurpose].sort().join(), `it got ${names.join(', ')}`);
      const { length, 0: first, [length - 1]: last } = result.checks;
      return [shown(result.fields), `${length} checks before it was believed, from ${first} to ${last}`];
    },
  );
  await stage.step('Hours, notes and test scores stayed at the school: bands and codes came', async () => {
    const text = JSON.stringify(onlyResult(await nurseAsks(tale, 'eight')).fields);
    for (const raw of ['Huilt soms', 'Liep boos', 'buikpijn', '214', 'Teststraat']) {
      expectThat(!text.includes(raw), `the answer holds “${raw}”`);
    }
    return undefined;
  });
}

/** A withdrawal is felt at once, also by an answer that is already under way. */
export async function familyWithdraws(tale: Tale): Promise<void> {
  const { stage, cast } = tale;
  stage.chapter('The mother changes her mind');
  let held = '';
  await stage.step(
    'The JGZ asks; the school seals its answer; the mother withdraws: the answer is destroyed',
    async () => {
      const school = await cast.professional('careCoordinator', 'school');
      const newest = async () => (await school.status()).lastTasks[0];
      held = (await nurseAsks(tale, 'eight')).exchange;
      const before = await newest();
      const asked = await nurseAsks(tale, 'eight', 0);
      expectThat(asked.results.length === 0, 'the answer had come already');
      await untilTrue(async () => {
        const task = await newest();
        return task?.task !== before?.task && task?.outcome === 'answered';
      }, 'the school did not seal');
      await (await cast.family('motherOfEight')).withdraw(name, early);
      const nurse = await cast.professional('nurse', 'jgz');
      const after = await nurse.answer(asked.exchange);
      expectThat(after.results.length === 0, 'the sealed answer came through');
      expectThat(after.state === 'withdrawn', `the exchange is ${after.state}`);
      return 'the exchange is “withdrawn”, and nothing of it was delivered';
    },
  );
  await stage.step(
    'What the JGZ had received goes too: its agent is ordered to stop, and forgets it',
    async () => {
      const nurse = await cast.professional('nurse', 'jgz');
      const results = async () => (await nurse.answer(held)).results;
      await untilTrue(async () => (await results()).length === 0, 'the agent still shows it');
      return undefined;
    },
  );
  await stage.step('The next question is refused at once', async () => {
    const refusal = await refusedWith('basis-not-in-force', () => nurseAsks(tale, 'eight'));
    return `403 ${refusal.code}, with proof at index ${indexOf(refusal.problem)} of the ledger`;
  });
  await stage.step('She says yes again: a new decision, and the flow is open again', async () => {
    await (await cast.family('motherOfEight')).decide(name, early, 'given');
    onlyResult(await nurseAsks(tale, 'eight'));
    return undefined;
  });
}

const indexOf = (problem: Readonly<Record<string, unknown>>): string =>
  String((problem.proof as { index?: number } | undefined)?.index ?? '?');

export async function untilTrue(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const until = Date.now() + 30_000;
  while (!(await holds())) {
    expectThat(Date.now() < until, otherwise);
    await pause(150);
  }
}
