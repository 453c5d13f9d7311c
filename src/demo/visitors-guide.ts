import { resolve } from 'node:path';
import { developmentCode } from './identity-provider/registration.js';
import type { RunningWorld } from './supervisor/index.js';
import { accounts, clientIdOf, partnerNames, partners } from './world/index.js';

/** Where to go and who to be, once everything runs. */
export function visitorsGuide(world: RunningWorld): string {
  const people = Object.values(accounts);
  const rows: (readonly [string, string, string])[] = partnerNames.map((name) => [
    partners[name].title,
    world.agentUrl(name),
    people
      .filter(({ clients }) => clients?.includes(clientIdOf(name)))
      .map(({ account }) => account)
      .join(', '),
  ]);
  const [first = 0, second = 0] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const table = rows.map(([title, url, who]) => `  ${title.padEnd(first)}  ${url.padEnd(second)}  ${who}`);
  const of = (realm: string): string =>
    people
      .filter((account) => account.realm === realm)
      .map(({ account }) => account)
      .join(', ');
  return `
Kernhub is running. Everyone in it is invented; try it yourself.

Professionals sign in at their own partner's agent:
${table.join('\n')}

Parents and young people sign in at ${world.hubUrl}
  ${of('citizens')
    .replace(/(.{1,90})(?:, |$)/g, '$1\n  ')
    .trimEnd()}

Privacy officers sign in at ${world.hubUrl}/officer
  ${accounts.privacyOfficer.account}, ${accounts.fg.account}, ${accounts.schoolOfficer.account} (of one partner)

Passwords are test- and the account: test-${accounts.nurse.account}. The second factor is always ${developmentCode}.

The hub: ${world.hubUrl} · API: ${world.hubUrl}/v1/openapi.json · log: ${world.hubUrl}/checkpoint
By hand, without code (docs/first-call.md): ${exampleCall(world)}
What the processes write: ${world.around.folders.logs}

Press Ctrl-C to stop everything. The next start continues with this world.
`;
}

/** As typed in the folder of the package; the name of a data folder elsewhere goes before it. */
function exampleCall({ around }: RunningWorld): string {
  const { data } = around.folders;
  const elsewhere = data === resolve('.kernhub') ? '' : `DATA_FOLDER=${data} `;
  return `${elsewhere}node dist/cli/main.js call --as moeder-acht GET /v1/me/children`;
}
