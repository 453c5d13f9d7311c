import { openText } from '../../agent/index.js';
import type { Emergency } from '../../contract/index.js';
import { untilTrue } from './family-decides.js';
import { expectThat } from './stage.js';
import { numberOf, onlyResult, refusedWith, shown, type Tale } from './tale.js';

const safety = 'acute-veiligheid';
const necessity =
  'Kind belde ons overstuur van huis en durft niet terug. Ouders zijn onbereikbaar; overlegd met de jeugdarts.';

/** Without consent, but never without people: two who ask, and one at the source who releases by hand. */
export async function emergency(tale: Tale): Promise<void> {
  const { stage, cast } = tale;
  stage.chapter('An emergency');
  const ask = async (waitSeconds: number) => {
    const nurse = await cast.professional('nurse', 'jgz');
    const question = { purpose: safety, question: 'nu-veilig', necessity, waitSeconds };
    return nurse.ask(numberOf('eight', 'jgz'), question);
  };
  await stage.step('The nurse asks alone about a child enrolled today, and is refused', async () => {
    // A login of some minutes ago would be refused for its age.
    await cast.professional('nurse', 'jgz', 'anew');
    const refusal = await refusedWith('emergency-not-permitted', () => ask(0));
    return `403 ${refusal.code}`;
  });
  let exchange = '';
  await stage.step(
    'The youth doctor stands behind her; now the question goes out, but nothing comes by itself',
    async () => {
      const doctor = await cast.professional('doctor', 'jgz', 'anew');
      await doctor.approveEmergency(numberOf('eight', 'jgz'), safety);
      const answer = await ask(0);
      exchange = answer.exchange;
      expectThat(answer.results.length === 0, 'an answer came without a hand');
      return undefined;
    },
  );
  await stage.step('At the school a professional reads why, weighs it, and releases by hand', async () => {
    const school = await cast.professional('careCoordinator', 'school', 'anew');
    await untilTrue(async () => (await school.manualTasks()).length > 0, 'no task came to the school');
    const [task] = await school.manualTasks();
    expectThat(JSON.stringify(task?.necessity).includes('durft niet terug'), 'the necessity is not readable');
    await school.release(task?.task ?? '', 'conflict-van-plichten', {
      contactrol: 'zorgcoordinator',
      veiligheidsafspraak: 'Oma haalt het kind vandaag op; alleen aan haar meegeven.',
      bereikbaarheidKind: 'op-school',
    });
    const nurse = await cast.professional('nurse', 'jgz');
    let answer = await nurse.answer(exchange);
    await untilTrue(async () => {
      answer = await nurse.answer(exchange);
      return answer.results.length > 0;
    }, 'the release did not reach the JGZ');
    return shown(onlyResult(answer).fields);
  });
  await stage.step(
    'The privacy officer, alone with the key, reads why it could not wait, and reviews it',
    () => review(tale, exchange),
  );
}

async function review({ world }: Tale, exchange: string): Promise<string> {
  const officer = await world.privacyOfficer();
  const { items } = (await officer.get('/v1/audit/emergencies')) as { readonly items: readonly Emergency[] };
  const emergency = items.find((waiting) => waiting.exchange === exchange);
  expectThat(emergency !== undefined, 'the emergency does not wait for the officer');
  if (emergency === undefined) return '';
  const { keyStatement, recipient, sources } = emergency;
  const { sealing } = world.around.world.officer;
  const text = emergency.necessity.find(({ kid }) => kid === sealing.kid);
  const opened =
    text === undefined
      ? null
      : await openText(text, { kind: 'necessity', keyStatement, statement: { iss: recipient } }, sealing);
  expectThat(opened === necessity, 'the officer cannot read why');
  await officer.post(`/v1/audit/emergencies/${emergency.id}/reviews`, { verdict: 'necessary' });
  return `released at the source on the ground ${sources.find(({ ground }) => ground !== null)?.ground}`;
}
