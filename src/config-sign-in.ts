/** Settings of where people and systems sign in. */
import { nonEmpty, pattern, type Setting, words } from './config-setting.js';

const https = pattern('^https://');
const issuerMust = 'must be the URL of an OpenID Connect issuer';
const issuerProduction = {
  elsewhere: true,
  must: 'must be https and no issuer on this machine in production: the embedded identity provider knows everyone’s password',
} as const;
const issuer = {
  schema: pattern('^https?://[^\\s?#]+$'),
  must: issuerMust,
  required: true,
  production: { ...issuerProduction, schema: https },
} as const;
export const signInSettings = {
  PROFESSIONALS_ISSUERS: {
    what: 'issuers of partners’ systems and professionals, separated by spaces',
    read: 'words',
    schema: words(issuer.schema),
    must: 'must be URLs of OpenID Connect issuers, separated by spaces',
    required: true,
    production: { ...issuerProduction, schema: words(https) },
  },
  OFFICERS_ISSUER: { what: 'issuer of the hub’s administrators and officers', ...issuer },
  OFFICERS_CLIENT_ID: {
    what: 'the hub’s client at the officers’ issuer',
    schema: nonEmpty,
    must: 'must be a client id',
    fallback: 'kernhub',
  },
  OFFICERS_ACR: {
    what: 'multi-factor login levels (`acr`) that suffice for officers, the preferred one first',
    read: 'words',
    schema: words(nonEmpty),
    must: 'must be `acr` values, separated by spaces',
    fallback: 'http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high',
  },
  CITIZENS_ISSUER: { what: 'issuer of parents and young people', ...issuer },
  CITIZENS_CLIENT_ID: {
    what: 'the hub’s client at the citizens’ issuer',
    schema: nonEmpty,
    must: 'must be a client id',
    fallback: 'kernhub',
  },
  CITIZENS_ACR: {
    what: 'login levels (`acr`) that suffice for citizens, the preferred one first',
    read: 'words',
    schema: words(nonEmpty),
    must: 'must be `acr` values, separated by spaces',
    fallback: 'http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high',
  },
  MFA_ACR: {
    what: 'login levels (`acr`) that count as multi-factor for professionals',
    read: 'words',
    schema: words(nonEmpty),
    must: 'must be `acr` values, separated by spaces',
    fallback: 'http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high',
  },
} as const satisfies Readonly<Record<string, Setting>>;
