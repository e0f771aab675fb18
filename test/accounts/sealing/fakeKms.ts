import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** An answer over HTTP. */
type Answer = { status: number; body: unknown };
type Asked = {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, string> & { EncryptionContext?: object };
};

/** Keys that really encrypt, in versions of which the latest does. */
function createKeys() {
  const versions = [randomBytes(32)];
  const cipher = 'aes-256-gcm';
  return {
    rotate: () => void versions.push(randomBytes(32)),
    version: () => versions.length,
    encrypt(plain: Buffer, context: string) {
      const nonce = randomBytes(12);
      const sealing = createCipheriv(cipher, versions.at(-1) ?? '', nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, sealing.update(plain), sealing.final(), sealing.getAuthTag()]);
    },
    /** Throws for what was altered or sealed in another context. */
    decrypt(sealed: Buffer, version: number, context: string) {
      const opening = createDecipheriv(cipher, versions[version - 1] ?? '', sealed.subarray(0, 12)).setAAD(
        Buffer.from(context),
      );
      opening.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([opening.update(sealed.subarray(12, -16)), opening.final()]);
    },
  };
}

/** A service that wraps keys, over HTTP on loopback; `fault` replaces its answers. */
async function serve(answer: (asked: Asked) => Answer, contentType: string) {
  const service = {
    url: '',
    heard: [] as Asked[],
    /** Answers instead; `hang` for no answer at all. */
    fault: null as Answer | 'hang' | null,
    close: async () => {},
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = {
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    };
    service.heard.push(asked);
    if (service.fault === 'hang') return;
    const { status, body } = service.fault ?? answer(asked);
    response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  onTestFinished(service.close);
  return service;
}

/** AWS KMS with one symmetric key, by its protocol AWS JSON 1.1: target and signature in headers, errors by `__type`. */
export async function startFakeAwsKms(arn: string) {
  const keys = createKeys();
  const problem = (type: string): Answer => ({ status: 400, body: { __type: type, message: 'refused' } });
  const service = await serve(({ headers, body }) => {
    const signature =
      /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/kms\/aws4_request, SignedHeaders=.+, Signature=[0-9a-f]{64}$/;
    if (!signature.test(headers.authorization ?? '')) return problem('IncompleteSignatureException');
    if (headers['content-type'] !== 'application/x-amz-json-1.1') return problem('SerializationException');
    if (body.KeyId !== arn && body.KeyId !== 'alias/lucca') return problem('NotFoundException');
    const context = JSON.stringify(body.EncryptionContext ?? {});
    switch (headers['x-amz-target']) {
      case 'TrentService.Encrypt': {
        const sealed = keys.encrypt(Buffer.from(body.Plaintext ?? '', 'base64'), context);
        const CiphertextBlob = Buffer.concat([Buffer.of(keys.version()), sealed]).toString('base64');
        return { status: 200, body: { CiphertextBlob, KeyId: arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' } };
      }
      case 'TrentService.Decrypt': {
        const blob = Buffer.from(body.CiphertextBlob ?? '', 'base64');
        try {
          const Plaintext = keys.decrypt(blob.subarray(1), blob[0] ?? 0, context).toString('base64');
          return { status: 200, body: { Plaintext, KeyId: arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' } };
        } catch {
          return problem('InvalidCiphertextException');
        }
      }
      default:
        return problem('UnknownOperationException');
    }
  }, 'application/x-amz-json-1.1');
  const denied: Answer = { status: 400, body: { __type: 'AccessDeniedException', message: 'arn:secret' } };
  return { ...keys, service, denied };
}

/** HashiCorp Vault with the key `lucca` of its transit engine; a version below `least` may no longer decrypt. */
export async function startFakeVault(token: string) {
  const keys = createKeys();
  const rules = { least: 1, ignoresAssociatedData: false };
  const problem = (status: number, ...errors: string[]): Answer => ({ status, body: { errors } });
  const service = await serve(({ path, headers, body }) => {
    if (headers['x-vault-token'] !== token) return problem(403, 'permission denied');
    const context = rules.ignoresAssociatedData ? '' : (body.associated_data ?? '');
    if (path === '/v1/transit/encrypt/lucca') {
      const sealed = keys.encrypt(Buffer.from(body.plaintext ?? '', 'base64'), context);
      const ciphertext = `vault:v${keys.version()}:${sealed.toString('base64')}`;
      return {
        status: 200,
        body: { request_id: digest(ciphertext), data: { ciphertext, key_version: keys.version() } },
      };
    }
    if (path !== '/v1/transit/decrypt/lucca') return problem(404);
    const [, version, sealed] = /^vault:v(\d+):(.+)$/.exec(body.ciphertext ?? '') ?? [];
    if (version === undefined || sealed === undefined) return problem(400, 'invalid ciphertext: no prefix');
    if (Number(version) < rules.least)
      return problem(400, 'ciphertext or signature version is disallowed by policy (too old)');
    try {
      const plaintext = keys.decrypt(Buffer.from(sealed, 'base64'), Number(version), context).toString('base64');
      return { status: 200, body: { data: { plaintext } } };
    } catch {
      return problem(400, 'cipher: message authentication failed');
    }
  }, 'application/json');
  return { ...keys, rules, service, denied: problem(403, 'permission denied') };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
