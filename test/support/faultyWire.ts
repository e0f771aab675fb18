import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How a wire carries what is sent: at once, late, not at all, or as one that is cut. */
export type Wire = 'whole' | 'cut' | 'hanging' | { delayMs: number };

/** Starts a wire to a server on this machine that can be made to fail; the last state counts for what is under way, too. */
export async function startFaultyWire(to: { host: string; port: number }) {
  let wire: Wire = 'whole';
  let held: (() => void)[] = [];
  const sockets = new Set<Socket>();

  function carry(from: Socket, into: Socket) {
    from.on('data', (data) => {
      const pass = () => void (into.writable && into.write(data));
      if (wire === 'hanging') held.push(pass);
      else if (typeof wire === 'object') setTimeout(pass, wire.delayMs);
      else pass();
    });
    from.on('error', () => into.destroy());
    from.on('close', () => into.destroy());
  }

  const server = createServer((near) => {
    if (wire === 'cut') return near.resetAndDestroy();
    const far = connect(to);
    for (const socket of [near, far]) sockets.add(socket.on('close', () => sockets.delete(socket)));
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next: Wire) {
      wire = next;
      if (next === 'cut') for (const socket of sockets) socket.resetAndDestroy();
      if (next !== 'hanging') for (const pass of held.splice(0)) pass();
    },
    async close() {
      held = [];
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
