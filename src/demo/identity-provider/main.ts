/** The identity provider as a process: settings in the file named by IDENTITY_PROVIDER_SETTINGS. */
import { readFile } from 'node:fs/promises';
import { type IdentityProviderSettings, startIdentityProvider } from './index.js';

const file = process.env.IDENTITY_PROVIDER_SETTINGS ?? '';
const settings = JSON.parse(await readFile(file, 'utf8')) as IdentityProviderSettings;
const provider = await startIdentityProvider(settings);
const url = `http://localhost:${settings.port}`;
process.stdout.write(`${JSON.stringify({ ready: 'identity-provider', url, issuers: provider.issuers })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void provider.close();
  });
}
