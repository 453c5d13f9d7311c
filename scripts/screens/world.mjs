// The families that the pictures show: the demonstration's invented world, up to where each page has something to show.
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from '../../dist/database/index.js';
import { emergency } from '../../dist/demo/scenario/emergency.js';
import { familyDecides, familyWithdraws } from '../../dist/demo/scenario/family-decides.js';
import { castOf, createStage, meetTheChildren } from '../../dist/demo/scenario/index.js';
import { numberOf } from '../../dist/demo/scenario/tale.js';
import { children } from '../../dist/demo/world/children.js';
import { writeDown } from './paper.mjs';

const early = ['vroegsignalering-zorgteam', ['school-jgz']];
const support = ['gezinsondersteuning-buurtteam', ['school-buurtteam']];

/**
 * @returns {Promise<{papers: {mother: string, father: string}}>} the codes on two papers of which nobody has stood for yet.
 *   Questions wait for the parents of Testkind Acht and for Testkind Dertien; of the others some answered
 */
export async function raiseFamilies(world, { say }) {
  const told = [];
  const stage = createStage({ write: (text) => told.push(text), color: false });
  const tale = { stage, world, cast: castOf(world), refs: new Map() };
  say('the families');
  for (const chapter of [meetTheChildren, familyDecides, familyWithdraws, emergency]) await chapter(tale);
  if (stage.failed > 0) throw new Error(`the story did not go as told:\n${told.join('')}`);
  await look(world);
  const onPaper = await ask(tale);
  await answer(tale);
  const of = { number: numberOf('eleven', 'school'), request: onPaper };
  const [mother, father] = await writeDown(world, of);
  return { papers: { mother, father } };
}

/** @returns the id of the question to the parents of Testkind Elf */
async function ask({ cast }) {
  const nurse = await cast.professional('nurse', 'jgz');
  const school = await cast.professional('careCoordinator', 'school');
  const words =
    'Wij willen school graag vertellen wat in de klas helpt. Wilt u eerst bellen? Dat kan altijd.';
  await nurse.askFamily(numberOf('eight', 'jgz'), 'jgz-afstemming', ['jgz-school'], words);
  const young = 'De middagen gaan niet zo lekker. Zullen we samen kijken wat helpt?';
  for (const child of ['thirteen', 'sixteen']) {
    await school.askFamily(numberOf(child, 'school'), ...early, young);
  }
  const home = 'Het buurtteam kan thuis meedenken, als u dat wilt.';
  await school.askFamily(numberOf('eight', 'school'), ...support, home);
  return school.askFamily(numberOf('eleven', 'school'), ...early, 'Wij denken graag mee.');
}

/** One parent yes and the other no; a young person alone; a mother who stopped. */
async function answer({ cast }) {
  for (const [who, child, choice] of [
    ['motherOfThirteen', 'thirteen', 'given'],
    ['fatherOfThirteen', 'thirteen', 'refused'],
    ['sixteen', 'sixteen', 'given'],
  ]) {
    await (await cast.family(who)).decide(children[child].name, early[0], choice);
  }
  const mother = await cast.family('motherOfEight');
  await mother.decide(children.eight.name, support[0], 'given');
  await mother.withdraw(children.eight.name, support[0]);
}

/** What a privacy officer looks at is shown to the family. */
async function look(world) {
  const officer = await world.privacyOfficer();
  const reason = 'vraag van een ouder';
  const { items } = await officer.post('/v1/audit/accesses/_search', { reason, emergency: true });
  for (const { exchange } of items) await officer.post(`/v1/audit/exchanges/${exchange}/_open`, { reason });
}

/** As if everyone had been silent for longer than a session lives. */
export async function endSessions(dataFolder) {
  // The hub of the world has it already: this finds it and starts nothing.
  const { ownerUrl } = await startEmbeddedServer(join(dataFolder, 'database'));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`UPDATE browser_session SET seen_at = seen_at - interval '1 hour'`);
  await client.end();
}
