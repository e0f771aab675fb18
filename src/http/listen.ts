import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server cannot listen on its address. The message names the system's error code and the setting to change. */
export class AddressUnusable extends Error {
  constructor(port: number, host: string, { code = 'unknown' }: NodeJS.ErrnoException) {
    const isPort = code === 'EADDRINUSE' || code === 'EACCES';
    super(
      `Cannot listen on ${isPort ? 'port' : 'address'} ${isPort ? port : host} (${code}). Set ${isPort ? 'PORT' : 'HOST'} to another one.`,
    );
  }
}

/** Starts listening. Resolves to the port, which the system chooses for 0; rejects with `AddressUnusable`. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(new AddressUnusable(port, host, error));
    server.once('error', refuse).listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
