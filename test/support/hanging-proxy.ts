import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy before a server of this machine. It can stop forwarding while all connections stay open. */
export interface HangingProxy {
  /** The URL to use in place of the server's. */
  readonly url: string;
  /** The number of connections that were made to it. */
  readonly connections: () => number;
  hang(): void;
  resume(): void;
  /** Refuses new connections from now on. Those that are open go on. */
  refuse(): void;
}

export async function startHangingProxy(serverUrl: string): Promise<HangingProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isHung = false;
  let connections = 0;

  function forward(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('data', (data) => to.write(data));
    from.on('close', () => {
      sockets.delete(from);
      to.end();
    });
    if (isHung) from.pause();
  }

  const server = createServer((client) => {
    connections++;
    const upstream = connect(Number(target.port), target.hostname);
    forward(client, upstream);
    forward(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    connections: () => connections,
    hang() {
      isHung = true;
      for (const socket of sockets) socket.pause();
    },
    resume() {
      isHung = false;
      for (const socket of sockets) socket.resume();
    },
    refuse: () => void server.close(),
  };
}
