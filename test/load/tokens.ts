import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { scopes } from '../../src/graph/server/viewer.ts';

export const issuer = 'https://issuer.test';
export const audience = 'lucca-subgraph';

/** Creates a pair of keys: what is published, and a function that signs tokens of a tenant, with another key's name where one is given. */
export async function createTokens() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const published = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'known', alg: 'ES256' }] });
  const sign = (tenant: string, { kid = 'known', scope = scopes.join(' ') } = {}): Promise<string> =>
    new SignJWT({ tenant_id: tenant, scope })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject('user-1')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('2 hours')
      .sign(privateKey);
  return { published, sign };
}
