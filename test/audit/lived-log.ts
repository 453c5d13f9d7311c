/** The log of a real hub in which a family was asked, decided, changed its mind and signed its new decision, as an export. */
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportLog, verifyDatabase } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { openVault } from '../../src/vault/index.js';
import { assertAuthority, type Family, familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { decisionsPath, passkeysPath, register, signedBy } from '../passkeys/signer.js';

export interface LivedLog {
  readonly hub: TestHub;
  readonly folder: string;
  /** Lines of the export, the header first, without their newlines. */
  readonly lines: readonly string[];
  /** A signed checkpoint from the middle of its life. */
  readonly older: string;
  verify(): ReturnType<typeof verifyDatabase>;
  close(): Promise<void>;
}

/** Asks, seals, fetches and acknowledges. */
async function wholeExchange(hub: TestHub, family: Family): Promise<void> {
  const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const { body } = await must(exchange.ask());
  const [task] = await exchange.take(1, 5);
  if (task === undefined) throw new Error('the school has a task');
  await exchange.put(task);
  await exchange.receive(String(body.id), 5);
}

/** The published one comes at an interval, this one at once. */
async function newestCheckpoint({ fresh }: TestHub): Promise<string> {
  const sql = 'SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1';
  return (await fresh.database.pool.query<{ note: string }>(sql)).rows[0]?.note ?? '';
}

async function live(hub: TestHub): Promise<string> {
  const family = await familyOf(hub, 'lived');
  await family.agree();
  await wholeExchange(hub, family);
  const older = await newestCheckpoint(hub);
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  const { body } = await must(first.caller.get(`/v1/me/children/${first.child}/consents`));
  const [question] = body.items as readonly { own: { decision: string } }[];
  const path = `/v1/me/children/${first.child}/decisions/${question?.own.decision}/withdrawals`;
  await must(first.caller.send({ method: 'POST', path }));
  const asking = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const refused = await asking.ask();
  if (refused.status !== 403) throw new Error('nothing flows after a withdrawal');
  const { device, id } = await register(hub, first, 'ES256', true);
  await must(first.caller.post(decisionsPath(first), await signedBy(first, device)));
  await wholeExchange(hub, family);
  await must(first.caller.post(`${passkeysPath(first)}/${id}/revocations`));
  await assertAuthority(family.teacher, family.atSchool, first.person, 'under-investigation');
  return older;
}

export async function livedLog(): Promise<LivedLog> {
  const hub = await startTestHub();
  const older = await live(hub);
  const folder = await temporaryFolder('lived-log');
  const keysPool = openPool(hub.fresh.keysUrl);
  const common = {
    pool: hub.fresh.database.pool,
    vault: openVault({ keysPool, keys: hub.hubKeys }),
    origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
    verifierKeys: hub.ledger.verifierKeys(),
    kinds: entryKinds,
  };
  const file = join(folder, 'log.ndjson');
  const { finding } = await exportLog({ ...common, write: (lines) => appendFile(file, lines) });
  if (finding !== null) throw new Error(`the log does not hold: ${finding.reason}`);
  return {
    hub,
    folder,
    lines: (await readFile(file, 'utf8')).trimEnd().split('\n'),
    older,
    verify: () => verifyDatabase({ ...common, views: true }),
    close: async () => {
      await keysPool.end();
      await hub.close();
      await rm(folder, { recursive: true });
    },
  };
}
