import { idPrefix } from '../../contract/index.js';
import { newId } from '../../kernel/index.js';
import { startLyingHub } from '../supervisor/index.js';
import { patience } from './agent-desk.js';
import { directCalls } from './direct-calls.js';
import { early, nurseAsks, untilTrue } from './family-decides.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

/** What partners can and cannot do, and what they need not believe the hub in. */
export async function trust(tale: Tale): Promise<void> {
  const { stage } = tale;
  stage.chapter('Partners, and a hub that lies');
  await stage.step(
    'A partner that has not enrolled a child gets the answer of a child that does not exist',
    () => sameAnswer(tale),
  );
  await stage.step('The neighbourhood team is suspended: its next request is refused', async () => {
    const desk = await tale.world.administrator();
    const { id } = tale.world.around.world.partners.buurtteam;
    await desk.post(`/v1/partners/${id}/suspensions`, { reason: 'Verzonnen: sleutel mogelijk kwijt' });
    await refusedWith('partner-suspended', () => familyWorkerAsks(tale));
    await desk.post(`/v1/partners/${id}/resumptions`, { reason: 'Verzonnen: sleutel terecht' });
    return undefined;
  });
  await stage.step('Resumed, it is answered again', async () =>
    shown(onlyResult(await familyWorkerAsks(tale)).fields),
  );
  await stage.step('A lying hub swaps the recipient’s key; the school’s agent refuses and says why', () =>
    swappedKey(tale),
  );
  await stage.step('With the honest hub back, the same question is answered', async () => {
    await tale.world.restartAgent('school');
    await tale.cast.professional('careCoordinator', 'school', 'anew');
    onlyResult(await nurseAsks(tale, 'sixteen'));
    return undefined;
  });
}

async function familyWorkerAsks({ cast }: Tale) {
  const worker = await cast.professional('familyWorker', 'buurtteam');
  const question = { purpose: early, question: 'aanbod', waitSeconds: patience };
  return worker.ask(numberOf('sixteen', 'buurtteam'), question);
}

/** Past its own agent, with its own keys: the school's id of a child, and an id that nobody ever had. */
async function sameAnswer(tale: Tale): Promise<string> {
  const ask = await directCalls(tale, 'buurtteam', 'familyWorker');
  const foreign = await ask(tale.refs.get('thirteen@school') ?? '');
  const invented = await ask(newId(idPrefix.subjectRef));
  for (const answer of [foreign, invented]) delete answer.traceId;
  expectThat(foreign.code === 'not-found', `it was refused with ${String(foreign.code)}`);
  expectThat(JSON.stringify(foreign) === JSON.stringify(invented), 'the two answers differ');
  return `both: ${JSON.stringify(foreign)}`;
}

async function swappedKey(tale: Tale): Promise<readonly string[]> {
  const { world, cast } = tale;
  const liar = await startLyingHub(world.around);
  try {
    await world.restartAgent('school', { hubUrl: liar.url });
    const school = await cast.professional('careCoordinator', 'school', 'anew');
    const answer = await nurseAsks(tale, 'sixteen', 0);
    const refused = async () =>
      (await school.status()).lastTasks.find(({ outcome }) => outcome === 'refused');
    await untilTrue(async () => (await refused()) !== undefined, 'the agent answered the lying hub');
    const nurse = await cast.professional('nurse', 'jgz');
    expectThat((await nurse.answer(answer.exchange)).results.length === 0, 'an answer came');
    return [`the school’s agent: refused, ${(await refused())?.causes.join(', ')}`];
  } finally {
    await liar.stop();
  }
}
