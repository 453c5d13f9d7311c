// Takes an optimised function back while the policy engine runs inside it, as happens by itself in a busy hub.
// Run with --allow-natives-syntax; an argument is a V8 flag to set after the policies are open.
import { setFlagsFromString } from 'node:v8';
import { openPolicies } from '../../dist/policy/index.js';

// Natives are no JavaScript that tools can read, so they stand in texts.
const takeBack = new Function('callee', '%DeoptimizeFunction(callee)');
const optimise = new Function('callee', '%OptimizeFunctionOnNextCall(callee)');

const policies = await openPolicies(new URL('../../policies', import.meta.url).pathname);
if (process.argv[2] !== undefined) setFlagsFromString(process.argv[2]);

let taken = false;
const professional = {
  multiFactor: true,
  get loginAgeSeconds() {
    if (taken) takeBack(ask);
    return 5;
  },
};
const question = {
  action: 'start',
  principal: { id: 'ptn_a', role: 'jgz', state: 'active', agreementInForce: true, mayReceiveHealth: true },
  resource: { id: 'p', emergency: false, functions: [], perProfessionalPerDay: 0 },
  context: { professional, necessityStated: false, emergenciesToday: 0 },
};

async function ask() {
  try {
    const answer = policies.decide(question);
    if (answer.permit) await null;
    return answer;
  } catch (error) {
    return error;
  }
}

for (let calls = 0; calls < 20_000; calls += 1) await ask();
optimise(ask);
await ask();
taken = true;
for (let calls = 0; calls < 50; calls += 1) await ask();
process.stdout.write(JSON.stringify(await ask()));
