// The parts of the measurement. Each prints its own table; what is compared was measured in turns, in the same minutes.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { publicJwkOf } from '../../dist/kernel/index.js';
import { decisions, signedRequests } from './decide.mjs';
import { asked, questionsAbout, startAgents } from './exchanges.mjs';
import { fillLog } from './fill-log.mjs';
import { end, startAppender } from './ledger.mjs';
import { atOnce, closedLoop, median, send } from './load.mjs';
import { measured, startNode } from './processes.mjs';
import { cpuRows, listStatements, ms, note, p50and99, percent, perSecond, table } from './report.mjs';

const program = (name) => fileURLToPath(new URL(name, import.meta.url));
const sum = (counts) => counts.reduce((all, [, count]) => all + count, 0);

/** Complete exchanges: ask, decide, take, seal, put, release, open, receipt. */
export async function exchange(region, size) {
  const { recipients, sources } = await startAgents(region);
  await asked(recipients, { questions: questionsAbout(region, Math.ceil(size.exchanges / 5)) });
  await region.hub.ask('count');
  const pids = {
    hub: region.hub.pid,
    PostgreSQL: region.server.pid,
    'agents that ask': recipients.pid,
    'agents that answer': sources.pid,
  };
  const questions = questionsAbout(region, size.exchanges);
  const { result, cpu } = await measured(pids, () => asked(recipients, { questions }));
  const { counts } = await region.hub.ask('count');
  table(
    `Complete exchanges: ${size.exchanges}, ${atOnce} at a time, ${region.partners.length} agents in two processes, five fields each`,
    ['', 'rate', 'p50', 'p99'],
    [
      ['request → release', '', ...p50and99(result.released)],
      ['request → opened and receipted', perSecond(result.rate), ...p50and99(result.took)],
    ],
  );
  if (result.putOff > 0) note(result.putOff, 'exchanges');
  table('CPU per exchange', ['part', 'CPU', 'share'], cpuRows(cpu, size.exchanges));
  table(
    'Statements of the hub',
    ['', 'number'],
    [['per exchange', (sum(counts) / size.exchanges).toFixed(1)]],
  );
  if (size.listStatements) listStatements(counts, size.exchanges);
  for (const side of [recipients, sources]) await end(region, side);
}

/** Decisions beside the floor, in turns. CPU is compared too: other work on the machine slows a rate, not that. */
export async function decide(region, size) {
  const floor = await startFloor(region);
  const runs = { decide: [], least: [], both: [], checks: [], transactions: [] };
  const round = async (name, pid, work) => {
    const pids = { Node: pid, PostgreSQL: region.server.pid };
    const { result, cpu } = await measured(pids, work);
    runs[name].push({ rate: result.rate, took: result.took ?? [], putOff: result.putOff ?? 0, cpu });
  };
  const floorRound = async (name) => {
    const requests = await signedRequests(region, size.perRound, `${floor.ready.url}/${name}`);
    await round(name, floor.pid, () => closedLoop(requests.map((request) => () => send(request, 201))));
  };
  const statements = [];
  // One round that counts for nothing: both sides compile and connect.
  for (let turn = 0; turn <= size.rounds; turn += 1) {
    await floorRound('checks');
    await round('transactions', floor.pid, () => floor.ask({ transactions: size.perRound, atOnce }));
    await floorRound('both');
    // Its ledger looks for entries of other processes, which would cost the others' turns.
    await floor.ask({ deciding: true });
    await floorRound('least');
    await floor.ask({ deciding: false });
    const calls = await decisions(region, size.perRound);
    await region.hub.ask('count');
    await round('decide', region.hub.pid, () => closedLoop(calls));
    const { counts } = await region.hub.ask('count');
    if (turn > 0) statements.push(...counts);
    else for (const name of Object.keys(runs)) runs[name] = [];
  }
  await end(region, floor);
  reportDecisions(runs, sum(statements) / (size.rounds * size.perRound), size);
  if (size.listStatements) listStatements(statements, size.rounds * size.perRound);
}

function reportDecisions(runs, statements, size) {
  const count = size.rounds * size.perRound;
  const figures = Object.fromEntries(
    Object.entries(runs).map(([name, rounds]) => {
      const spent = (part) => rounds.reduce((all, { cpu }) => all + (cpu[part] ?? Number.NaN), 0);
      const parts = { Node: spent('Node'), PostgreSQL: spent('PostgreSQL') };
      const took = rounds.flatMap((one) => [...one.took]).sort((a, b) => a - b);
      const each = ((parts.Node + parts.PostgreSQL) * 1000) / count;
      return [name, { rate: median(rounds.map(({ rate }) => rate)), took, parts, each }];
    }),
  );
  const { decide: own } = figures;
  const row = (title, { rate, took, each }) => [
    title,
    perSecond(rate),
    ...(took.length > 0 ? p50and99(took) : ['', '']),
    percent(own.rate / rate),
    ms(each),
    percent(each / own.each),
  ];
  table(
    `Decisions (POST /v1/exchanges) beside the floor: ${size.rounds} rounds in turns of ${size.perRound}, ${atOnce} at a time, medians`,
    ['', 'rate', 'p50', 'p99', 'decisions reach', 'CPU each', 'of a decision'],
    [
      row('decision on record, with its index', own),
      row('floor: what no decision can leave out', figures.least),
      row('floor: checks and two inserts', figures.both),
      row('floor: Express, ajv, token, DPoP', figures.checks),
      row('floor: bare transaction, two inserts', figures.transactions),
    ],
  );
  const putOff = runs.decide.reduce((all, one) => all + one.putOff, 0);
  if (putOff > 0) note(putOff, 'decisions');
  table(
    'CPU per decision',
    ['part', 'CPU', 'share'],
    cpuRows({ hub: own.parts.Node, PostgreSQL: own.parts.PostgreSQL }, count),
  );
  table('Statements of the hub', ['', 'number'], [['per decision', statements.toFixed(1)]]);
}

async function startFloor({ folder, logs, hubUrl, issuers, server, partners, running }) {
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  for (const name of ['bench_one', 'bench_two']) {
    await owner.query(
      `CREATE TABLE IF NOT EXISTS ${name} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value text)`,
    );
    await owner.query(`GRANT INSERT ON ${name} TO kernhub_app`);
  }
  await owner.end();
  const signers = partners.map(({ clientId, keys }) => [clientId, [publicJwkOf(keys.signing)]]);
  const env = {
    BENCH_AUDIENCE: hubUrl,
    BENCH_ISSUER: issuers.professionals,
    BENCH_DATABASE: server.appUrl,
    BENCH_KEYS_DATABASE: server.keysUrl,
    BENCH_KEYS_FILE: `${folder}/hub-keys.json`,
    BENCH_SIGNERS: JSON.stringify(Object.fromEntries(signers)),
  };
  const floor = await startNode({ name: 'floor', program: program('floor-server.mjs'), env, logs });
  running.push(floor);
  return floor;
}

/** The same work on a small log and on a large one. */
export async function growth(region, size) {
  const rows = [];
  for (const wanted of [size.firstEntries, size.entries]) {
    // The log of the appender grows too; it needs a process that gives out the indexes.
    const appender = await startAppender(region);
    const entries = await fillLog(region.server.ownerUrl, 0, wanted);
    await fillLog(region.server.ownerUrl, 1, wanted);
    rows.push([entries.toLocaleString('en'), ...(await atThisSize(region, size, appender))]);
    await end(region, appender);
  }
  table(
    'The same on a log that grows',
    ['entries', 'decisions', 'p50', 'p99', 'appends', 'p50', 'p99'],
    rows,
  );
}

async function atThisSize(region, size, appender) {
  const rates = [];
  const took = [];
  for (let round = 0; round <= Math.min(size.rounds, 3); round += 1) {
    const { rate, took: times } = await closedLoop(await decisions(region, size.perRound));
    // The first round warms what the filling threw out of memory.
    if (round === 0 && size.rounds > 1) continue;
    rates.push(rate);
    took.push(...times);
  }
  await asked(appender, { entries: Math.ceil(size.appends / 4), atOnce });
  const appended = await asked(appender, { entries: size.appends, atOnce: 64 });
  took.sort((a, b) => a - b);
  return [perSecond(median(rates)), ...p50and99(took), perSecond(appended.rate), ...p50and99(appended.took)];
}
