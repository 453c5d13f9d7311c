// Pages of the families' portal: those of a parent with three children of whom much was asked, beside the emptiest page there
// is, that of a parent without a child. In turns, one at a time: so is what a page costs, and not what the machine bears.
import { signIn } from '../../dist/demo/person.js';
import { signedRequests } from './decide.mjs';
import { atOnce, closedLoop, median, send } from './load.mjs';
import { measured } from './processes.mjs';
import { settleFamily } from './region.mjs';
import { listStatements, ms, table } from './report.mjs';
import { citizen, password } from './sign-in.mjs';

/** What a parent with children may cost of what an empty page costs. */
const most = 3;

export async function portal(region, { accesses, pages, rounds, listStatements: lists }) {
  const { hubUrl, children } = region;
  const parent = await citizen(hubUrl, 'ouder-drie');
  const other = await citizen(hubUrl, 'ouder-een');
  const own = [];
  for (const place of [0, 1, 2]) {
    const { school, jgz } = children[place];
    own.push(await settleFamily(children.length + place, { school, jgz }, [parent, other]));
  }
  const asked = await signedRequests({ hubUrl, children: own.slice(0, 1) }, accesses);
  await closedLoop(
    asked.map((request) => () => send(request, 201)),
    Math.min(atOnce, 8),
  );
  const [child] = (await parent.get('/v1/me/children')).items;
  const busy = await browserOf(hubUrl, 'ouder-drie');
  const views = {
    'no child: the empty page': [await browserOf(hubUrl, 'ouder-leeg'), '/children'],
    'three children': [busy, '/children'],
    'one of them: what waits and what is shared': [busy, `/children/${child.id}`],
    'who looked at what': [busy, `/children/${child.id}/accesses`],
    'what I decided': [busy, `/children/${child.id}/decisions`],
    receipts: [busy, `/children/${child.id}/receipts`],
  };
  const spent = await inTurns(region, views, { pages, rounds });
  report(spent, { accesses, pages: pages * rounds });
  if (!lists) return;
  for (const [name, { statements }] of spent)
    listStatements(statements, pages * rounds, `Statements: ${name}`);
}

/** Each view so often in each round, after a round that counts for nothing. */
async function inTurns({ hub, server }, views, { pages, rounds }) {
  const pids = { hub: hub.pid, PostgreSQL: server.pid };
  const spent = new Map(Object.keys(views).map((name) => [name, { took: [], cpu: 0, statements: [] }]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, [open, path]] of Object.entries(views)) {
      await hub.ask('count');
      const calls = Array.from({ length: pages }, () => () => open(path));
      const { result, cpu } = await measured(pids, () => closedLoop(calls, 1));
      const { counts } = await hub.ask('count');
      if (round === 0) continue;
      const view = spent.get(name);
      view.took.push(...result.took);
      view.cpu += cpu.hub + cpu.PostgreSQL;
      view.statements.push(...counts);
    }
  }
  return spent;
}

function report(spent, { accesses, pages }) {
  const [[, empty]] = spent;
  const rows = [...spent].map(([name, { took, cpu, statements }]) => [
    name,
    ms(median(took)),
    `× ${(median(took) / median(empty.took)).toFixed(1)}`,
    ms((cpu * 1000) / pages),
    `× ${(cpu / empty.cpu).toFixed(1)}`,
    (statements.reduce((all, [, count]) => all + count, 0) / pages).toFixed(1),
  ]);
  table(
    `Pages of a parent with three children, of one of whom ${accesses} accesses: ${pages} of each in turns, one at a time; the aim is × ${most}`,
    ['', 'p50', 'of the empty', 'CPU each', 'of the empty', 'statements'],
    rows,
  );
}

/** @returns opens a path as this parent's browser does, and waits for the whole page */
async function browserOf(hubUrl, account) {
  const { cookies } = await signIn(`${hubUrl}/login`, { account, password });
  return (path) => {
    const headers = { Cookie: cookies.headerFor(new URL(path, hubUrl)), Accept: 'text/html' };
    return send({ url: `${hubUrl}${path}`, method: 'GET', headers }, 200);
  };
}
