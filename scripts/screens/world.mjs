// The families that the pictures show: the demonstration's invented world, up to where each page has something to show.
import { emergency } from '../../dist/demo/scenario/emergency.js';
import { familyDecides, familyWithdraws } from '../../dist/demo/scenario/family-decides.js';
import { castOf, createStage, meetTheChildren } from '../../dist/demo/scenario/index.js';
import { numberOf } from '../../dist/demo/scenario/tale.js';
import { freePorts, startWorld } from '../../dist/demo/supervisor/index.js';

/** @returns the running world, in which questions wait for the parents of Testkind Acht and for Testkind Dertien */
export async function raiseFamilies(dataFolder, { say, signal }) {
  const world = await startWorld({ dataFolder, ports: freePorts, onProgress: say, signal });
  try {
    const told = [];
    const stage = createStage({ write: (text) => told.push(text), color: false });
    const tale = { stage, world, cast: castOf(world), refs: new Map() };
    say('the families');
    for (const chapter of [meetTheChildren, familyDecides, familyWithdraws, emergency]) await chapter(tale);
    if (stage.failed > 0) throw new Error(`the story did not go as told:\n${told.join('')}`);
    await look(world);
    await ask(tale);
    return world;
  } catch (cause) {
    await world.stop();
    throw cause;
  }
}

async function ask({ cast }) {
  const nurse = await cast.professional('nurse', 'jgz');
  const school = await cast.professional('careCoordinator', 'school');
  const words =
    'Wij willen school graag vertellen wat in de klas helpt. Wilt u eerst bellen? Dat kan altijd.';
  await nurse.askFamily(numberOf('eight', 'jgz'), 'jgz-afstemming', ['jgz-school'], words);
  const early = ['vroegsignalering-zorgteam', ['school-jgz']];
  const young = 'De middagen gaan niet zo lekker. Zullen we samen kijken wat helpt?';
  for (const child of ['thirteen', 'sixteen']) {
    await school.askFamily(numberOf(child, 'school'), ...early, young);
  }
}

/** What a privacy officer looks at is shown to the family. */
async function look(world) {
  const officer = await world.privacyOfficer();
  const reason = 'vraag van een ouder';
  const { items } = await officer.post('/v1/audit/accesses/_search', { reason, emergency: true });
  for (const { exchange } of items) await officer.post(`/v1/audit/exchanges/${exchange}/_open`, { reason });
}
