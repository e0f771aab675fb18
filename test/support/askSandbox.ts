import { request } from 'node:http';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { tinyKeys } from './tinyCompany.ts';

/** A raw response. */
export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

type RequestOptions = { host?: string; key?: string; authorization?: string; method?: string };

/** Sends one request to the sandbox; by default to the tiny company, with its full key. */
export function ask(
  sandbox: Pick<Sandbox, 'port'>,
  path: string,
  { host = 'tiny.ilucca-demo.net', key = tinyKeys.full, authorization, method = 'GET' }: RequestOptions = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: authorization ?? `lucca application=${key}` };
    const sent = request({ host: '127.0.0.1', port: sandbox.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

type Row = Record<string, unknown>;

/** The top-level properties of a list or a single resource in either API version. */
export type Body = Row & {
  data: Row & { items: Row[] };
  items: Row[];
  count: number;
  next: string | null;
  prev: string | null;
};

/** Sends one request and reads its JSON body; missing parts are undefined. */
export async function askJson(sandbox: Sandbox, path: string, options?: RequestOptions): Promise<Body> {
  return JSON.parse((await ask(sandbox, path, options)).text);
}
