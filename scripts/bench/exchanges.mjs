// Complete exchanges: every call of both sides, by real agents with their own keys, mappings and state on disk.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicJwkOf } from '../../dist/kernel/index.js';
import { built, startNode } from './processes.mjs';
import { purpose } from './region.mjs';

const program = fileURLToPath(new URL('agents.mjs', import.meta.url));

/** The record from which the invented school derives its fields. */
const record = (number) => ({
  leerlingnummer: number,
  bsn: '999990019',
  roepnaam: 'Testkind Acht',
  geboortedatum: '2018-03-04',
  plaatsing: { sector: 'po', jaar: 5 },
  verzuim: [{ datum: '2026-11-10', uren: 5.5 }],
  incidenten: [{ datum: '2026-11-01', ernst: 2 }],
  observaties: [
    { gebied: 'concentratie', score: 3 },
    { gebied: 'welbevinden', score: 2 },
  ],
  ondersteuning: { vraag: 'Wat helpt om de middag op school rustiger te maken?' },
});

/** Starts both processes of agents. */
export async function startAgents(region) {
  const sides = {};
  for (const [name, role] of [
    ['sources', 'school'],
    ['recipients', 'jgz'],
  ]) {
    const settings = [];
    for (const partner of region.partners.filter((candidate) => candidate.role === role)) {
      settings.push(await agentSettings(region, partner));
    }
    const side = await startNode({ name, nodeArgs: region.profileArgs(name), program, logs: region.logs });
    region.running.push(side);
    await asked(side, { start: settings });
    sides[name] = side;
  }
  return sides;
}

/** The environment of one agent, as an operator would set it. */
async function agentSettings({ folder, hubUrl, issuers, secrets, children }, partner) {
  const { id, role, clientId, keys } = partner;
  const home = join(folder, 'agents', clientId);
  const [records, mappings, state] = ['records', 'mappings', 'state'].map((name) => join(home, name));
  await mkdir(records, { recursive: true });
  await mkdir(state, { recursive: true });
  await cp(join(built('demo/world/data'), role, 'mappings'), mappings, { recursive: true });
  const own = children.filter((child) => child[role] === partner);
  for (const { number } of own)
    await writeFile(join(records, `${number}.json`), JSON.stringify(record(number)));
  const items = own.map(({ number, atSchool, atJgz }) => ({
    number,
    ref: role === 'school' ? atSchool : atJgz,
  }));
  await writeFile(join(state, 'children.json'), JSON.stringify({ items }));
  const keysFile = join(home, 'keys.json');
  await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });
  return {
    AGENT_PARTNER: id,
    AGENT_HUB_URL: hubUrl,
    AGENT_ISSUER: issuers.professionals,
    AGENT_CLIENT_ID: clientId,
    AGENT_COVENANT_KEY: JSON.stringify(publicJwkOf(secrets.covenant)),
    AGENT_KEYS_FILE: keysFile,
    AGENT_RECORDS_FOLDER: records,
    AGENT_MAPPINGS_FOLDER: mappings,
    AGENT_STATE_FOLDER: state,
    AGENT_MAPPING_LIMIT_MS: '5000',
    AGENT_PORT: '0',
  };
}

export const questionsAbout = ({ children }, count) =>
  Array.from({ length: count }, (_, place) => {
    const { jgz, number } = children[place % children.length];
    return { partner: jgz.id, professional: { account: jgz.account, token: jgz.token }, number, purpose };
  });

export async function asked(side, message) {
  const answer = await side.ask(message);
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}
