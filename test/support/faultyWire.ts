import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How a wire fails: it leads nowhere, is cut wherever it is taken up, carries nothing, or all of it late. */
export type WireFault = 'refused' | 'cut' | 'hanging' | 'slow';

/** How late a slow wire carries what is sent, each way, in milliseconds. */
export const slowMs = 100;

const usualPorts: Record<string, number> = { 'redis:': 6379, 'postgres:': 5432, 'postgresql:': 5432 };

/** Starts a wire to the server of a URL that can be made to fail; the last state counts for what is under way, too. */
export async function startFaultyWire(to: string) {
  const url = new URL(to);
  const far = { host: url.hostname, port: Number(url.port || usualPorts[url.protocol]) };
  let wire: WireFault | 'whole' = 'whole';
  let waiting: (() => void)[] = [];
  const sockets = new Set<Socket>();

  function carry(from: Socket, into: Socket) {
    from.on('data', (data) => {
      const pass = () => void (into.writable && into.write(data));
      if (wire === 'hanging') waiting.push(pass);
      else if (wire === 'slow') setTimeout(pass, slowMs);
      else pass();
    });
    from.on('error', () => into.destroy());
    from.on('close', () => into.destroy());
  }

  const server = createServer((near) => {
    if (wire === 'cut') return near.resetAndDestroy();
    const other = connect(far);
    for (const socket of [near, other]) sockets.add(socket.on('close', () => sockets.delete(socket)));
    carry(near, other);
    carry(other, near);
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  Object.assign(url, { hostname: '127.0.0.1', port: String(port) });

  return {
    /** The same URL, over this wire. */
    url: url.href,
    async set(next: WireFault | 'whole') {
      wire = next;
      if (next === 'refused') server.close();
      else if (!server.listening) await listen(port);
      if (next === 'cut' || next === 'refused') for (const socket of sockets) socket.resetAndDestroy();
      if (next !== 'hanging') for (const pass of waiting.splice(0)) pass();
    },
    async close() {
      waiting = [];
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
