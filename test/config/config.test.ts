import { describe, expect, it } from 'vitest';
import { ConfigInvalid, type Environment, loadConfig, loadDatabaseConfig } from '../../src/config.js';
import { describeConfig } from '../../src/config-description.js';
import { generatePrivateJwk, publicJwkOf } from '../../src/kernel/index.js';

const covenant = await generatePrivateJwk('Ed25519');
const covenantKey = JSON.stringify(publicJwkOf(covenant));

/** The least that a hub in development needs to be told. */
const development: Environment = {
  PROFESSIONALS_ISSUERS: 'http://localhost:8090/professionals',
  OFFICERS_ISSUER: 'http://localhost:8090/officers',
  CITIZENS_ISSUER: 'http://localhost:8090/citizens',
  COVENANT_KEY: covenantKey,
  EVALUATOR_URL: 'http://localhost:8082',
  PRF_PUBLIC_KEY: 'a'.repeat(43),
};

const database = (name: string) => `postgresql://role:s3cret@db.example:5432/${name}`;

const production: Environment = {
  ...development,
  KERNHUB_MODE: 'production',
  SMTP_URL: 'smtps://kernhub:geheim@mail.hub.gemeente.nl',
  MAIL_FROM: 'kernhub@hub.gemeente.nl',
  OFFICERS_EMAIL: 'privacy@gemeente.test',
  PUBLIC_URL: 'https://hub.example',
  CONTACT_EMAIL: 'beheer@gemeente.test',
  DATABASE_URL: database('kernhub'),
  DATABASE_OWNER_URL: database('kernhub'),
  KEYS_DATABASE_URL: database('keys'),
  KEYS_DATABASE_OWNER_URL: database('keys'),
  HUB_KEYS_FILE: '/run/secrets/hub-keys.json',
  ERASURE_JOURNAL_FILE: '/mnt/journal/erasures.ndjson',
  LEDGER_ORIGIN: 'hub.example/kernhub',
  PROFESSIONALS_ISSUERS: 'https://login.school.example https://login.jgz.example/realms/zorg',
  OFFICERS_ISSUER: 'https://login.gemeente.example',
  CITIZENS_ISSUER: 'https://digid.example',
};

function faultsOf(env: Environment): Readonly<Record<string, string>> {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigInvalid) {
      return Object.fromEntries(error.faults.map(({ variable, sentence }) => [variable, sentence]));
    }
    throw error;
  }
  return {};
}

describe('reads the environment', () => {
  it('with defaults for everything that has one', () => {
    const config = loadConfig(development);
    expect(config).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      ledgerOrigin: 'localhost:8080/kernhub',
      databases: null,
      hubKeysFile: null,
      exchangeDeadlineSeconds: 14_400,
      professionalsIssuers: ['http://localhost:8090/professionals'],
      covenantKeys: [publicJwkOf(covenant)],
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.citizens.acr)).toBe(true);
  });

  it('takes two covenant keys while one replaces the other, and never a private half', async () => {
    const next = await generatePrivateJwk('Ed25519');
    const both = [publicJwkOf(next), publicJwkOf(covenant)];
    const of = (keys: unknown) => ({ ...development, COVENANT_KEY: JSON.stringify(keys) });
    expect(loadConfig(of(both)).covenantKeys).toEqual(both);
    expect(Object.keys(faultsOf(of([publicJwkOf(covenant), next])))).toEqual(['COVENANT_KEY']);
    expect(Object.keys(faultsOf(of([])))).toEqual(['COVENANT_KEY']);
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ ...development, PORT: '', HOST: ' ' })).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
    });
  });

  it('follows PORT in the default PUBLIC_URL', () => {
    expect(loadConfig({ ...development, PORT: '9000' }).publicUrl).toBe('http://localhost:9000');
  });
});

describe('asks for the origin where the port is any free one', () => {
  it('so that the ledger does not get the name of port 0', () => {
    expect(faultsOf({ ...development, PORT: '0' })).toEqual({
      PUBLIC_URL: 'PUBLIC_URL must be set where PORT is 0: nobody knows the port before the start',
    });
    const { port, ledgerOrigin } = loadConfig({
      ...development,
      PORT: '0',
      PUBLIC_URL: 'http://hub.test:9000',
    });
    expect([port, ledgerOrigin]).toEqual([0, 'hub.test:9000/kernhub']);
  });

  it('also of a command that needs the database only, unless the ledger has a name', () => {
    expect(() => loadDatabaseConfig({ PORT: '0' })).toThrow(/^PUBLIC_URL must be set/);
    expect(loadDatabaseConfig({ PORT: '0', LEDGER_ORIGIN: 'hub.test/kernhub' }).ledgerOrigin).toBe(
      'hub.test/kernhub',
    );
  });
});

describe('names every fault at once, one sentence for each variable', () => {
  it('of an empty environment', () => {
    const faults = faultsOf({});
    expect(Object.keys(faults).sort()).toEqual(Object.keys(development).sort());
    expect(faults.COVENANT_KEY).toBe(
      'COVENANT_KEY is missing: public key that signs rosters, as a JWK; its private half is held offline. While it is replaced a list of both',
    );
  });

  it('of one with many mistakes', () => {
    const faults = faultsOf({
      ...development,
      PORT: 'http',
      PUBLIC_URL: 'https://hub.example/path',
      LOG_LEVEL: 'loud',
      COVENANT_KEY: JSON.stringify(covenant),
      OFFICERS_ISSUER: 'beheer',
      DATABASE_URL: database('kernhub'),
      EXCHANGE_DEADLINE_SECONDS: '-1',
      KERNHUB_MODE: 'test',
    });
    expect(Object.keys(faults).sort()).toEqual([
      'COVENANT_KEY',
      'DATABASE_OWNER_URL',
      'EXCHANGE_DEADLINE_SECONDS',
      'KERNHUB_MODE',
      'KEYS_DATABASE_OWNER_URL',
      'KEYS_DATABASE_URL',
      'LOG_LEVEL',
      'OFFICERS_ISSUER',
      'PORT',
      'PUBLIC_URL',
    ]);
    expect(faults.PORT).toBe('PORT must be a whole number from 0 to 65535');
    // A private key in the wrong place must not be printed.
    expect(JSON.stringify(faults)).not.toContain(covenant.d);
  });
});

describe('keeps realms apart', () => {
  it('by refusing one issuer for two of them', () => {
    const faults = faultsOf({ ...development, CITIZENS_ISSUER: development.OFFICERS_ISSUER });
    expect(Object.values(faults)).toEqual([expect.stringContaining('must all be different issuers')]);
  });
});

describe('in production', () => {
  it('accepts a complete environment', () => {
    expect(loadConfig(production).production).toBe(true);
  });

  it.each([
    ['PUBLIC_URL', 'http://hub.example'],
    ['PUBLIC_URL', undefined],
    ['CITIZENS_ISSUER', 'http://digid.example'],
    ['OFFICERS_ISSUER', 'https://localhost:8090/officers'],
    ['PROFESSIONALS_ISSUERS', 'https://login.school.example http://127.0.0.1:8090/professionals'],
    ['PROFESSIONALS_ISSUERS', 'https://x@127.0.0.1/professionals'],
    ['PROFESSIONALS_ISSUERS', 'https://login.school.example https://[::ffff:127.0.0.1]/professionals'],
    ['OFFICERS_ISSUER', 'https://LOCALHOST/officers'],
    ['OFFICERS_ISSUER', 'https://localhost.'],
    ['OFFICERS_ISSUER', 'https://login.localhost/officers'],
    ['OFFICERS_ISSUER', 'https://0x7f.1/officers'],
    ['OFFICERS_ISSUER', 'https://[::]:8090/officers'],
    ['OFFICERS_ISSUER', 'https://[no-address]/officers'],
    ['CITIZENS_ISSUER', 'https://[0:0::0:1]'],
    ['EVALUATOR_URL', 'http://evaluator.example'],
    ['EVALUATOR_URL', 'http://localhost.evaluator.example'],
    ['HUB_KEYS_FILE', undefined],
    ['ERASURE_JOURNAL_FILE', undefined],
    ['LEDGER_ORIGIN', undefined],
    ['KEYS_DATABASE_URL', undefined],
    ['CONTACT_EMAIL', undefined],
    ['COVENANT_KEY', undefined],
    ['DEVELOPMENT_DAYS_AHEAD', '30'],
  ])('refuses %s = %s', (variable, value) => {
    expect(Object.keys(faultsOf({ ...production, [variable]: value }))).toEqual([variable]);
  });

  it.each(['https://localhost.gemeente.example', 'https://12.7.0.1/officers', 'https://[2001:db8::7f00:1]'])(
    'accepts an issuer at %s, which is another machine',
    (issuer) => {
      expect(faultsOf({ ...production, OFFICERS_ISSUER: issuer })).toEqual({});
    },
  );

  it('refuses the embedded database', () => {
    const none = Object.fromEntries(
      Object.keys(production)
        .filter((name) => name.includes('DATABASE'))
        .map((name) => [name, '']),
    );
    expect(Object.keys(faultsOf({ ...production, ...none }))).toHaveLength(4);
  });
});

describe('describes what applies', () => {
  it('with secrets hidden and defaults marked', () => {
    const text = describeConfig(
      loadConfig({ ...production, DATABASE_URL: `${database('kernhub')}?password=s3cret` }),
    );
    expect(text).toContain('DATABASE_URL               postgresql://role:hidden@db.example:5432/kernhub\n');
    expect(text).not.toContain('s3cret');
    expect(text).toMatch(/PORT +8080 {2}\(default\)/);
    expect(text).toMatch(/TRUSTED_PROXIES +\(not set\)/);
  });
});
