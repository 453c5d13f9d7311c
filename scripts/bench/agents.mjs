// A process of real agents, one per partner: `recipients` ask and open, `sources` take tasks, minimise and seal.
import { setTimeout as sleep } from 'node:timers/promises';
import { readAgentConfig, startAgent } from '../../dist/agent/index.js';
import { askForContext } from '../../dist/agent/usecases/ask-for-context.js';
import { systemClock } from '../../dist/kernel/index.js';
import { closedLoop, atOnce as usual } from './load.mjs';

const agents = new Map();

async function start(environments) {
  const clock = systemClock();
  for (const environment of environments) {
    const config = await readAgentConfig(environment);
    const running = await startAgent(config, { clock, log: () => undefined });
    agents.set(config.partner, running);
    // An agent starts without the roster too, where its hub does not answer at once.
    for (let tries = 0; !running.agent.rosters.ready() && tries < 20; tries += 1) {
      await running.agent.rosters.refresh().catch(() => sleep(250));
    }
  }
  return { started: agents.size };
}

/** Notes when the request left and when the released fields arrived. */
function timed(agent, note) {
  let asked = 0;
  const hub = {
    ...agent.hub,
    createExchange: (...args) => {
      asked = performance.now();
      return agent.hub.createExchange(...args);
    },
    exchange: async (...args) => {
      const view = await agent.hub.exchange(...args);
      if (view.deliveries.length > 0) note(performance.now() - asked);
      return view;
    },
  };
  return { ...agent, hub };
}

async function ask({ questions, atOnce = usual }) {
  const released = [];
  const calls = questions.map(({ partner, professional, number, purpose }) => async () => {
    const agent = timed(agents.get(partner).agent, (took) => released.push(took));
    const request = { number, purpose, question: 'meedenken', waitSeconds: 30 };
    const answer = await askForContext(agent, professional, request);
    const [result] = answer.results;
    if (answer.state !== 'complete' || result?.fields.zorgniveau?.value === undefined) {
      throw new Error(`an exchange ended ${answer.state} with ${answer.results.length} answers`);
    }
  });
  const { rate, took, seconds, putOff } = await closedLoop(calls, atOnce);
  return { rate, seconds, putOff, took, released: released.sort((a, b) => a - b) };
}

process.on('message', async (message) => {
  try {
    process.send(message.start ? await start(message.start) : await ask(message));
  } catch (error) {
    process.send({ error: `${error?.stack ?? error} ${JSON.stringify(error?.options ?? {})}` });
  }
});
process.once('SIGTERM', async () => {
  await Promise.all([...agents.values()].map(({ close }) => close()));
  process.exit(0);
});
process.stdout.write('{"ready":"agents"}\n');
