import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { type Verification, verifyExport } from '../audit/offline.js';
import { entryKinds } from '../entry-kinds.js';
import { type Command, type Surroundings, UsageError } from './command.js';
import { progressLine } from './progress-line.js';
import { verifyCertificateCommand } from './verify-certificate.js';
import { verifyEvidenceCommand } from './verify-evidence.js';
import { verifyReceiptCommand } from './verify-receipt.js';
import { databaseReport, exportReport, jsonReport } from './verify-reports.js';

export const command: Command = {
  help: `kernhub verify: checks that nothing in the ledger was changed, left out or slipped in, and that it was right.

Usage: kernhub verify log FILE [--since CHECKPOINT]... [--key VKEY]... [--moved-clock] [--json]
       kernhub verify log --database [URL] [--since CHECKPOINT]... [--handed-out CHECKPOINT]... [--key VKEY]... [--json]
       kernhub verify receipt FILE [--key VKEY]... [--hub-key=KID]... [--witnesses POLICY] [--json]
                             [--holds RECEIPT]... [--earlier LIST]...
       kernhub verify certificate FILE [--key VKEY]... [--hub-key=KID]... [--officer-key=KID]... [--witnesses POLICY] [--json]
       kernhub verify evidence FILE [--key VKEY]... [--covenant-key=KID]... [--witnesses POLICY] [--json]

  FILE        an export (kernhub audit export). Needs nothing else: no hub, no database, no key of the hub. Recomputes
              every leaf, the tree and the signature, and replays the rules from the entries alone: every release
              stands on a decision and a basis in force at that point, everyone who must consent had, every withdrawal
              was respected, and purposes, rules and policies are those that were published.
  --since     a file with a signed checkpoint of this log that you kept: the log must extend it
  --moved-clock
              accepts that ages were judged by another date than that of the entry, as a hub for development may do
  --database  reads the database of a hub: recomputes every leaf from its opened entry, the whole tree, and the
              signature of every checkpoint, and holds the tables that mirror the log against it. Without URL the one
              that the settings name (see kernhub config --help). Entries are opened with HUB_KEYS_FILE and
              KEYS_DATABASE_URL; without them only the tree is checked.
  --handed-out
              with --database: a file with a checkpoint as the hub handed it out, under its /checkpoint or in a receipt:
              the log must extend it, and the cosignatures under it must be stored
  --key VKEY  the log's verifier key, as /ledger-key prints it; without it the one in HUB_KEYS_FILE or, for an export,
              those in the export itself. Take it from the roster or from a friend, not from whom you check.
  --json      prints the report as JSON.

  receipt FILE
              a receipt that a parent or young person took home. Needs nothing else: no hub, no database, no network.
              Checks its form, the hub's signature, your own parts, the commitment, that the words say what the entry
              says, the leaf, the signed checkpoint and the place in the log, and prints each.
              Or a list of all accesses to a child that somebody may see: also checks that the accesses are the very
              ones which the log committed to. That none is missing shows kernhub verify log on an export.
  --holds RECEIPT
              a receipt that you kept: it must stand in the list
  --earlier LIST
              a list that you got before: everything in it must stand in the list
  certificate FILE
              what a parent or young person got when a child was erased, with the same checks and the officer's signature
  --officer-key=KID
              the thumbprint (kid) of the privacy officer's key in the roster
  evidence FILE
              one exchange with all that it stands on, as an officer took it from the hub. Needs nothing else. Checks every
              entry and its place in the log, every signature (covenant, hub, partners), and what binds them: agreements,
              request, policies, consents, tickets, what was sealed, released and received, and orders to stop.
  --covenant-key=KID
              the thumbprint (kid) of the covenant's key, as it is set in every partner's agent
  --hub-key=KID
              the thumbprint (kid) of the hub's key in the roster or /.well-known/jwks.json
  --witnesses POLICY
              a file (C2SP tlog-policy) with the witnesses that must have cosigned the checkpoint

Exits with 0 when all holds, with 1 when it does not; then it names the first entry that is wrong. What that
proves, and what not: docs/verify-it-yourself.md.
`,
  run: async (args, surroundings) => {
    if (args[0] === 'certificate') return verifyCertificateCommand(args.slice(1), surroundings);
    if (args[0] === 'evidence') return verifyEvidenceCommand(args.slice(1), surroundings);
    if (args[0] === 'receipt') return verifyReceiptCommand(args.slice(1), surroundings);
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        database: { type: 'boolean' },
        since: { type: 'string', multiple: true },
        'handed-out': { type: 'string', multiple: true },
        key: { type: 'string', multiple: true },
        'moved-clock': { type: 'boolean' },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const [subject, place, ...rest] = positionals;
    if (subject !== 'log' || rest.length > 0)
      throw new UsageError('say what to verify: log, receipt, certificate or evidence');
    const asked: Asked = {
      keys: values.key === undefined ? {} : { verifierKeys: values.key },
      since: values.since ?? [],
      handedOut: values['handed-out'] ?? [],
      movedClock: values['moved-clock'] ?? false,
      json: values.json ?? false,
    };
    if (values.database === true) return verifyInDatabase(place, asked, surroundings);
    if (place === undefined) throw new UsageError('say where it is: FILE or --database');
    return verifyInFile(place, asked, surroundings);
  },
};

interface Asked {
  readonly keys: { readonly verifierKeys?: readonly string[] };
  readonly since: readonly string[];
  readonly handedOut: readonly string[];
  readonly movedClock: boolean;
  readonly json: boolean;
}

async function verifyInDatabase(
  databaseUrl: string | undefined,
  { keys, since, handedOut, movedClock, json }: Asked,
  { env, out }: Surroundings,
): Promise<number> {
  if (movedClock) throw new UsageError('--moved-clock is for an export');
  const question = {
    ...keys,
    known: await readAll(since),
    handedOut: await readAll(handedOut),
    ...(databaseUrl !== undefined && { databaseUrl }),
  };
  // Loaded only here: who verifies a file needs no driver of a database.
  const [{ loadDatabaseConfig }, { verifyLedger }] = await Promise.all([
    import('../config.js'),
    import('../verify-ledger.js'),
  ]);
  const report: Verification = await verifyLedger(loadDatabaseConfig(env), question);
  out(json ? jsonReport(report) : databaseReport(report));
  return report.finding === null ? 0 : 1;
}

const readAll = (paths: readonly string[]): Promise<readonly string[]> =>
  Promise.all(paths.map((path) => readFile(path, 'utf8')));

/** For V8: what a replay keeps only grows, so that most of the room it would leave between two collections is never used. */
const closeHeap = '--heap-growing-percent=40';

async function verifyInFile(file: string, asked: Asked, { out, err }: Surroundings): Promise<number> {
  const { keys, since, handedOut, movedClock, json } = asked;
  if (handedOut.length > 0)
    throw new UsageError('--handed-out is for --database: an export has no cosignatures');
  const known = await readAll(since);
  setFlagsFromString(closeHeap);
  const progress = progressLine(err);
  const report = await verifyExport({
    file,
    kinds: entryKinds,
    ...keys,
    known,
    movedClock,
    onProgress: progress.at,
  });
  progress.end();
  out(json ? jsonReport(report) : exportReport(report));
  return report.finding === null ? 0 : 1;
}
