import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Data of the package, wherever it is installed: the same from `src/` and from `dist/`. */
const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

export const packageFolders = {
  policies: folder('policies'),
  consentSchemas: folder('consent-schemas'),
  migrations: folder('prisma/migrations'),
  assets: fileURLToPath(new URL('generated/assets', import.meta.url)),
  keysMigrations: folder('prisma/keys-migrations'),
} as const;

/** Where a hub in development keeps the keys that it made for itself. */
export const developmentKeysFile = (dataFolder: string): string => join(dataFolder, 'hub-keys.json');

/** Where a hub with the embedded server notes its erasures: beside the databases' folder, not in it. */
export const erasureJournalFile = (dataFolder: string): string => join(dataFolder, 'erasures.ndjson');
