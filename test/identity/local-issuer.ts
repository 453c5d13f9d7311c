import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function issuerKey(kid: string, alg = 'ES256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

/** A real http server with metadata and a key set, so that tokens of any shape can be tried. */
export interface LocalIssuer {
  readonly iss: string;
  /** What the key set holds now. */
  readonly published: IssuerKey[];
  /** How often the key set was asked for. */
  fetches(): number;
  sign(claims: Readonly<Record<string, unknown>>, change?: TokenChange): Promise<string>;
  close(): Promise<void>;
}

export interface TokenChange {
  readonly key?: IssuerKey;
  readonly typ?: string;
}

export async function startLocalIssuer(): Promise<LocalIssuer> {
  const published = [await issuerKey('first')];
  let fetches = 0;
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (request.url === '/keys') fetches += 1;
    response.end(
      JSON.stringify(
        request.url === '/keys'
          ? { keys: published.map((key) => key.publicJwk) }
          : { issuer: iss, jwks_uri: `${iss}/keys` },
      ),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const iss = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    iss,
    published,
    fetches: () => fetches,
    sign: async (claims, { key = published[0], typ = 'at+jwt' } = {}) => {
      if (key === undefined) throw new Error('the issuer has no key');
      return new SignJWT({ iss, ...claims })
        .setProtectedHeader({ alg: key.alg, kid: key.kid, typ })
        .sign(key.privateKey);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
