import { parseArgs } from 'node:util';
import { packageFolders } from '../package-folders.js';
import { openPolicies } from '../policy/index.js';
import { type Catalogue, loadCatalogue } from '../purposes/index.js';
import { type Command, UsageError } from './command.js';
import { explain } from './explain.js';

export const command: Command = {
  help: `kernhub catalogue: checks a region's catalogue and policies before a hub starts with them, and shows who may share what.

Usage: kernhub catalogue [FOLDER] [--policies FOLDER]

  FOLDER      the catalogue; without it the one in CONSENT_SCHEMAS_FOLDER, else the one that comes along
  --policies  the policies; without it those in POLICIES_FOLDER, else those that come along

Needs no database and changes nothing. Names every mistake at once, with file and place, and then exits with 1.
What was published before is only known to the hub: it compares at its start. See docs/configure-a-region.md.
`,
  run: async (args, { env, out, err }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { policies: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new UsageError('name one folder');
    const given = (name: string): string | undefined => env[name]?.trim() || undefined;
    const folder = positionals[0] ?? given('CONSENT_SCHEMAS_FOLDER') ?? packageFolders.consentSchemas;
    const policies = values.policies ?? given('POLICIES_FOLDER') ?? packageFolders.policies;
    const [catalogue, opened] = await Promise.allSettled([loadCatalogue(folder), openPolicies(policies)]);
    if (catalogue.status === 'fulfilled' && opened.status === 'fulfilled') {
      out(`${overview(catalogue.value)}\n`);
      return 0;
    }
    for (const outcome of [catalogue, opened])
      if (outcome.status === 'rejected') err(explain('catalogue', outcome.reason));
    return 1;
  },
};

function overview(catalogue: Catalogue): string {
  const purposes = catalogue.purposes().map((purpose) => {
    const { id, version, title, flows } = purpose;
    const young = catalogue.languages(id, version, 'young-person');
    const languages = [
      catalogue.languages(id, version).join(', '),
      ...(young.length === 0 ? [] : [`for young people: ${young.join(', ')}`]),
    ].join('; ');
    const lines = flows.map(
      ({ source, recipient, fields, basis, article }) =>
        `  ${source} → ${recipient}: ${fields.join(', ')} (${basis}: ${article})`,
    );
    return [`${id}@${version}: ${title} [${languages}]`, ...lines].join('\n');
  });
  const roles = catalogue.roles().map(({ role, bsnArticle, mayReceiveHealth, corePartner }) => {
    const may = [
      bsnArticle === null ? 'no BSN' : `BSN: ${bsnArticle}`,
      ...(mayReceiveHealth ? [] : ['no health data']),
      ...(corePartner ? ['core partner'] : []),
    ];
    return `  ${role} (${may.join('; ')})`;
  });
  const rules = catalogue.rules.map(({ version, effectiveOn }) => `  ${version}, from ${effectiveOn}`);
  return [
    'The catalogue and the policies can be used.',
    ['Roles:', ...roles].join('\n'),
    ['Consent rules:', ...rules].join('\n'),
    `Participation agreement: ${catalogue.agreement().version}`,
    ...purposes,
  ].join('\n\n');
}
