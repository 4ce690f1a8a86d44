import type { Socket } from 'node:net';
import type pg from 'pg';

const corked = new WeakSet<Socket>();

/**
 * Sends everything that is written to a connection in this phase of the event loop as one packet. A separate packet
 * costs about as much as a small statement.
 */
export function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  if (corked.has(stream)) return;
  corked.add(stream);
  stream.cork();
  process.nextTick(() => {
    corked.delete(stream);
    stream.uncork();
  });
}
