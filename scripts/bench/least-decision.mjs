// What no decision can leave out, and nothing else: the partner's two signatures, three questions to the policies, an entry
// with its index, and a ticket. Nothing is read: no partner, child, consent or lock.
import { readStatement, signStatement } from '../../dist/contract/index.js';
import { openDatabase, openPool } from '../../dist/database/index.js';
import { entryKinds } from '../../dist/entry-kinds.js';
import { importSigningKey, newId, systemClock, verifyDetached } from '../../dist/kernel/index.js';
import { createLedger } from '../../dist/ledger/index.js';
import { packageFolders } from '../../dist/package-folders.js';
import { openPolicies } from '../../dist/policy/index.js';
import { openVault, readHubKeys } from '../../dist/vault/index.js';
import { flow, purpose } from './region.mjs';

const partnerFacts = (id, role) => ({
  id,
  role,
  state: 'active',
  agreementInForce: true,
  mayReceiveHealth: true,
});
const purposeFacts = { id: purpose, emergency: false, functions: [], perProfessionalPerDay: 0 };
const flowFacts = {
  ...{ id: flow, basis: 'consent', emergency: false },
  ...{ health: true, art9: true, secrecyConsent: false },
};
const professional = { function: 'jeugdverpleegkundige', multiFactor: true, loginAgeSeconds: 60 };
const start = { professional, necessityStated: false, emergenciesToday: 0 };
const send = { enrolled: true, consentInForce: true };
const receive = { ...send, versionInForce: true, enrolledSeconds: 86_400, secondProfessional: false };

/** Three, as of a decision on one flow with one source. */
const questionsOf = (recipient, source) => [
  { action: 'start', principal: recipient, resource: purposeFacts, context: start },
  { action: 'receive', principal: recipient, resource: flowFacts, context: receive },
  { action: 'send', principal: source, resource: flowFacts, context: send },
];

/** @param signers public keys of each client */
export async function openLeastDecision({ databaseUrl, keysDatabaseUrl, keysFile, signers }) {
  const keys = await readHubKeys(keysFile);
  const policies = await openPolicies(packageFolders.policies);
  const ticketKey = await importSigningKey(keys.ticket);
  const ledger = createLedger({
    database: openDatabase(databaseUrl, { connections: 20 }),
    vault: openVault({ keysPool: openPool(keysDatabaseUrl), keys }),
    clock: systemClock(),
    signingKey: keys.ledger,
    origin: 'bench.test/least',
    kinds: entryKinds,
    // The hub has 0, and what the ledger alone is measured on has 1.
    logId: 2,
  });
  const owners = Array.from({ length: 256 }, () => newId('sub'));
  let turn = 0;
  let first;

  const asked = (source, recipient) => {
    for (const question of questionsOf(partnerFacts(recipient, 'jgz'), partnerFacts(source, 'school'))) {
      const { permit, refusal } = policies.decide(question);
      if (!permit) throw new Error(`${question.action}: ${refusal}`);
    }
  };
  return {
    start: async () => {
      await ledger.start();
      first ??= await ledger.record({
        ...{ event: 'agreement.published', owner: 'hub', retention: 'consent-proof' },
        payload: { version: 'bench', digest: 'A'.repeat(43) },
      });
    },
    stop: () => ledger.stop(),
    decide: async ({ client, body, bytes, signature }) => {
      const known = signers[client];
      await verifyDetached(signature, known, bytes);
      const { iss, fields } = await readStatement(body.keyStatement, 'kernhub-key+jwt', known);
      const [source, exchange, task] = [newId('prt'), newId('exc'), newId('tsk')];
      asked(source, iss);
      const { id } = await ledger.record({
        ...{ event: 'exchange.declined', retention: 'access-log', owner: owners[turn++ % owners.length] },
        payload: { exchange, task, source, reason: 'no-data', causes: [] },
        relies: [first.id],
      });
      const decision = await ledger.settled(id);
      return signStatement(ticketKey, 'kernhub-ticket+jwt', {
        iss,
        aud: source,
        jti: task,
        fields,
        decision,
      });
    },
  };
}
